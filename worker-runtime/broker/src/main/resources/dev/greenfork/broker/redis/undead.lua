-- Takes a letter out of a dead-letter list; with a message, this goes to the tail of a list first.
-- KEYS: dead-letter list, its tally, list of the queue   ARGV: the letter, optionally the message
-- Returns 1, or 0 if the letter is not there.
if not redis.call('LPOS', KEYS[1], ARGV[1]) then
  return 0
end
if ARGV[2] then
  redis.call('LPUSH', KEYS[3], ARGV[2])
end
redis.call('LREM', KEYS[1], 1, ARGV[1])
redis.call('HINCRBY', KEYS[2], 'bytes', -#ARGV[1])
return 1
