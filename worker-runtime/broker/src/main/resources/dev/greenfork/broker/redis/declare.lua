-- Says that a pool serves a queue, in place of what was said about that pool before.
-- KEYS: who serves the queue (see serving.lua)   ARGV: life in ms, member (empty: nothing new), end of the pool's members
redis.call('ZREM', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if member ~= ARGV[2] and string.sub(member, -#ARGV[3]) == ARGV[3] then
    redis.call('ZREM', KEYS[1], member)
  end
end
if ARGV[2] ~= '' then
  redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[1]), ARGV[2])
end
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
if last then
  redis.call('PEXPIREAT', KEYS[1], last)
end
return 1
