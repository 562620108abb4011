-- Included before other scripts. Adds an entry to a dead-letter list, newest left, and drops the oldest beyond the bounds.
local function bury(list, tally, entry, max_entries, max_bytes)
  local count = redis.call('LPUSH', list, entry)
  local bytes = #entry
  if count == 1 then
    redis.call('HSET', tally, 'bytes', bytes) -- somebody emptied the list
  else
    bytes = redis.call('HINCRBY', tally, 'bytes', bytes)
  end
  while count > 1 and (count > max_entries or bytes > max_bytes) do
    local oldest = redis.call('RPOP', list)
    bytes = redis.call('HINCRBY', tally, 'bytes', -#oldest)
    redis.call('HINCRBY', tally, 'dropped', 1)
    count = count - 1
  end
end
