-- Stores one result in a result backend of its own and tells who waits for it. SUCCESS is final.
-- KEYS: the result   ARGV: life in seconds (0: for ever), meta
local success = '{"status": "SUCCESS"'
if redis.call('GETRANGE', KEYS[1], 0, #success - 1) == success then
  return 0
end
if ARGV[1] == '0' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[1])
end
redis.call('PUBLISH', KEYS[1], ARGV[2])
return 1
