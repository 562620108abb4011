-- Deletes what waits in a queue and tells how much that was.
-- KEYS: the lists of the queue, then its delayed set   Returns the length of each.
local counts = {}
for i = 1, #KEYS do
  counts[i] = redis.call(i < #KEYS and 'LLEN' or 'ZCARD', KEYS[i])
end
redis.call('UNLINK', unpack(KEYS))
return counts
