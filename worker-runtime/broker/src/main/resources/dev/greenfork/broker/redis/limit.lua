-- Sets a limit unless that would be one too many.
-- KEYS: the limits   ARGV: most, field, value
redis.call('HDEL', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[1]) and redis.call('HEXISTS', KEYS[1], ARGV[2]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return 1
