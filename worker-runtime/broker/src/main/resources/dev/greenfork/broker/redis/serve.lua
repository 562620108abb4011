-- Says that the caller serves its queues, and tells who else does. A table of routes that no longer holds is deleted here, and
-- nowhere else.
-- ARGV: key prefix, life of what the caller says in ms, its member (see serving.lua), key of the tasks that it knows and their
--       life in ms, then the queues
-- Returns for each queue: version, 1 if both types serve it, 1 if its table is there, 1 if something lies in sub-queues of a
-- queue that is not split, 1 if something was parked while others served it, then each type with a digest.
local function exist(queue, ...)
  local keys = {}
  for _, place in ipairs({...}) do
    for _, step in ipairs({'', '\6\0223', '\6\0226', '\6\0229'}) do
      keys[#keys + 1] = prefix .. queue .. '.' .. place .. step
    end
  end
  return redis.call('EXISTS', unpack(keys)) > 0 and 1 or 0
end

local function look(queue)
  local key, routes = serving_key(queue), routes_key(queue)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', '(' .. string.format('%.0f', now))
  redis.call('ZADD', key, string.format('%.0f', now + ARGV[2]), ARGV[3])
  local last = served_until(queue)
  redis.call('PEXPIREAT', key, last)
  local version, both, parts = served(queue)
  local there = redis.call('HGET', routes, '')
  if there and (there ~= version or not both) then
    redis.call('UNLINK', routes)
    there = false
  elseif there then
    redis.call('PEXPIREAT', routes, last)
  end
  local who = string.match(version, ':(.*)')
  local parked = redis.call('GET', prefix .. 'greenfork:unparked:' .. queue) ~= who and exist(queue, 'parked') or 0
  return {version, both and 1 or 0, there and 1 or 0, both and 0 or exist(queue, 'green', 'prefork'), parked, unpack(parts)}
end

local reply = {}
for i = 6, #ARGV do
  reply[#reply + 1] = look(ARGV[i])
end
redis.call('PEXPIRE', ARGV[4], ARGV[5])
return reply
