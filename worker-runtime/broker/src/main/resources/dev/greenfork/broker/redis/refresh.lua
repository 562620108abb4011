-- Prolongs a lease, unless it was taken away (score 0) or is gone.
-- KEYS: leases, the right to look for absent ones, orders to drain, answers to them
-- ARGV: incarnation, life of a lease in ms, pause between looks in ms, name of the node, its answer or nothing
-- Returns {0} when it is lost, else {1, number of live leases, 1 if the caller is to look for incarnations without a connection,
-- the id of the order to drain or nothing, up to ten incarnations whose lease has run out}.
redis.call('ZREM', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
local lease = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not lease or lease == '0' then
  return {0}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
local live = redis.call('ZCOUNT', KEYS[1], now, '+inf')
local looks = 0
if live > 1 then
  local taken = redis.pcall('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[3])
  looks = taken and not taken.err and 1 or 0
end
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[4], ARGV[4], ARGV[5])
  redis.call('PEXPIRE', KEYS[4], 3600000)
end
local till, order = string.match(redis.call('HGET', KEYS[3], ARGV[4]) or '', '^(%d+) (.+)$')
if not till or tonumber(till) <= now then
  order = ''
end
local reply = {1, live, looks, order}
local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - 1, 'LIMIT', 0, 10)
for i = 1, #expired do
  reply[#reply + 1] = expired[i]
end
return reply
