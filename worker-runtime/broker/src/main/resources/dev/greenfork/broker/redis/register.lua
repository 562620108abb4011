-- Makes a worker known and gives it a lease by the broker's clock.
-- KEYS: leases, workers   ARGV: incarnation, life of a lease in ms, description (JSON)
redis.call('HDEL', KEYS[2], '') -- so that it works on a full Redis, see fetch.lua
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return redis.call('ZCOUNT', KEYS[1], now, '+inf')
