-- Says who serves queues and what lies in their parts. Reads only.
-- ARGV: key prefix, then the queues
-- Returns for each queue: version, 1 if both types serve it, 1 if its table of routes is there and holds, messages in the queue,
-- in .green, in .prefork and in .parked, and the members (see serving.lua).
local function waiting(name)
  local sum = 0
  for _, step in ipairs({'', '\6\0223', '\6\0226', '\6\0229'}) do
    local length = redis.pcall('LLEN', prefix .. name .. step)
    sum = sum + (type(length) == 'number' and length or 0)
  end
  return sum
end

local reply = {}
for i = 2, #ARGV do
  local queue = ARGV[i]
  local version, both = served(queue)
  reply[#reply + 1] = {
    version,
    both and 1 or 0,
    redis.call('HGET', routes_key(queue), '') == version and 1 or 0,
    waiting(queue),
    waiting(queue .. '.green'),
    waiting(queue .. '.prefork'),
    waiting(queue .. '.parked'),
    redis.call('ZRANGEBYSCORE', serving_key(queue), now, '+inf')
  }
end
return reply
