-- Notes whose queues these are: a namespace has them to itself.
-- KEYS: the owner   ARGV: namespace, name, life of a claim in ms
-- Returns the owner, which is the caller unless another namespace's claim stands.
local caller = ARGV[1] .. '/' .. ARGV[2]
local owner = redis.call('GET', KEYS[1])
if owner and string.sub(owner, 1, #ARGV[1] + 1) ~= ARGV[1] .. '/' then
  return owner
end
local reply = redis.pcall('SET', KEYS[1], caller, 'PX', ARGV[3])
if type(reply) == 'table' and reply.err and not string.find(reply.err, 'OOM', 1, true) then
  return reply -- a full Redis is claimed the next time
end
return caller
