-- Notes which incarnations with a lease have no connection, and since when, by the broker's clock.
-- KEYS: leases, the notes   ARGV: how long one may be absent in ms, then the absent ones
-- Returns those that have been absent for longer.
redis.call('HDEL', KEYS[2], '') -- so that it works on a full Redis, see fetch.lua
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local absent, gone = {}, {}
for i = 2, #ARGV do
  absent[ARGV[i]] = true
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) then
    redis.call('HSETNX', KEYS[2], ARGV[i], string.format('%.0f', now))
    if now - redis.call('HGET', KEYS[2], ARGV[i]) >= tonumber(ARGV[1]) then
      gone[#gone + 1] = ARGV[i]
    end
  end
end
for _, name in ipairs(redis.call('HKEYS', KEYS[2])) do
  if not absent[name] then
    redis.call('HDEL', KEYS[2], name)
  end
end
redis.call('PEXPIRE', KEYS[2], ARGV[1] * 3) -- a note is worth nothing after a time in which nobody looked
return gone
