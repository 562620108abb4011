-- Stores a state of a task that nobody has begun, as Celery 5.7 does with REVOKED, and tells who waits for it.
-- KEYS: the result   ARGV: life in seconds (0: for ever), meta
local open = {PENDING = true, RECEIVED = true, RETRY = true, REJECTED = true}
local stored = redis.call('GETRANGE', KEYS[1], 0, 31)
if stored ~= '' and not open[string.match(stored, '^{"status": "(%u+)"') or ''] then
  return 0
end
if ARGV[1] == '0' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[1])
end
redis.call('PUBLISH', KEYS[1], ARGV[2])
return 1
