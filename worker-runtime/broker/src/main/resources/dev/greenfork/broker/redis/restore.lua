-- Moves deliveries of an incarnation without a live lease to the heads of the lists they came from.
-- KEYS: leases, workers, its deliveries
-- ARGV: incarnation, '1' if the caller is that incarnation itself, then delivery numbers, newest first, so that the oldest
--       becomes the next one of its list
-- Returns the number of messages moved, or -1 if the lease is alive.
redis.call('HDEL', KEYS[3], '0') -- so that it works on a full Redis, see fetch.lua
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ARGV[2] ~= '1' and lease and tonumber(lease) >= now then
  return -1
end
if lease then
  redis.call('ZADD', KEYS[1], 0, ARGV[1]) -- from here on it can neither fetch nor come back
end

local moved = 0
for i = 3, #ARGV do
  local record = redis.call('HGET', KEYS[3], ARGV[i])
  if record then
    local colon = string.find(record, ':', 1, true)
    local finish = colon + tonumber(string.sub(record, 1, colon - 1))
    redis.call('RPUSH', string.sub(record, colon + 1, finish), string.sub(record, finish + 1))
    redis.call('HDEL', KEYS[3], ARGV[i])
    moved = moved + 1
  end
end

if redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('HDEL', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[1], ARGV[1])
end
return moved
