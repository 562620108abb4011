-- Puts an answer into the queues that are bound for it; drops it if there is none, as kombu does.
-- KEYS: the binding set. ARGV: routing key, separator, key prefix, answer, life of the queue in ms
local start = ARGV[1] .. ARGV[2]
local sent = 0
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if string.sub(member, 1, #start) == start then
    -- routing key, pattern, queue: the queue's name stands behind the last separator.
    local rest = string.sub(member, #start + 1)
    local found = string.find(rest, ARGV[2], 1, true)
    if found then
      local queue = ARGV[3] .. string.sub(rest, found + #ARGV[2])
      redis.call('LPUSH', queue, ARGV[4])
      redis.call('PEXPIRE', queue, ARGV[5])
      sent = sent + 1
    end
  end
end
return sent
