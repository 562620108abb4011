-- Included before other scripts. Adds an entry to a dead-letter list, newest left, and drops the oldest beyond the bounds of
-- number, bytes and age. A list to which nothing is added goes as a whole when its youngest entry is that old.
local dead_days = 30

-- Days from 1970 to the date in an entry; nil for what is none of ours.
local function buried_on(entry)
  local y, m, d = string.match(entry, '"at": ?"(%d%d%d%d)%-(%d%d)%-(%d%d)T')
  if not y then
    return nil
  end
  local a = math.floor((14 - m) / 12)
  y, m = y + 4800 - a, m + 12 * a - 3
  return d + math.floor((153 * m + 2) / 5) + 365 * y + math.floor(y / 4) - math.floor(y / 100) + math.floor(y / 400) - 2472633
end

local function bury(list, tally, entry, max_entries, max_bytes)
  local count = redis.call('LPUSH', list, entry)
  local bytes = #entry
  if count == 1 then
    redis.call('HSET', tally, 'bytes', bytes) -- somebody emptied the list
  else
    bytes = redis.call('HINCRBY', tally, 'bytes', bytes)
  end
  local today = math.floor(redis.call('TIME')[1] / 86400)
  while count > 1 do
    local oldest = redis.call('LINDEX', list, -1)
    if count <= max_entries and bytes <= max_bytes and today - (buried_on(oldest) or today) <= dead_days then
      break
    end
    redis.call('RPOP', list)
    bytes = redis.call('HINCRBY', tally, 'bytes', -#oldest)
    redis.call('HINCRBY', tally, 'dropped', 1)
    count = count - 1
  end
  redis.call('EXPIRE', list, (dead_days + 1) * 86400)
  redis.call('EXPIRE', tally, (dead_days + 1) * 86400)
end
