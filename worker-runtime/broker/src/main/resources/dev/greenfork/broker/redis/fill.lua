-- Writes routes into a queue's table, which becomes one by that: nothing is split before.
-- ARGV: key prefix, queue, version that they were made for, most of them, then task, sub-queue, ...
-- Returns 1, or 0 if another version holds by now.
local routes = routes_key(ARGV[2])
redis.call('HDEL', routes, 'a task') -- so that it works on a full Redis, see fetch.lua
local version, both = served(ARGV[2])
if not both or version ~= ARGV[3] then
  return 0
end
local there = redis.call('HGET', routes, '')
if there and there ~= version then
  redis.call('UNLINK', routes)
end
local room = tonumber(ARGV[4]) - redis.call('HLEN', routes)
if room > 0 and #ARGV > 4 then
  redis.call('HSET', routes, unpack(ARGV, 5, math.min(#ARGV, 4 + 2 * room)))
end
redis.call('HSET', routes, '', version)
redis.call('PEXPIREAT', routes, served_until(ARGV[2]))
return 1
