-- Adds to the revocations by the broker's clock and forgets those that are too old or too many.
-- KEYS: the set, members by when they were revoked   ARGV: life in ms, most, members
redis.call('ZREM', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stamp = string.format('%.0f', now)
for i = 3, #ARGV do
  redis.call('ZADD', KEYS[1], stamp, ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[1]))
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -ARGV[2] - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
