-- Moves messages from the tails of lists into the caller's record. Scripts do not roll back: record first, remove last.
-- KEYS: the lists in order of service, and nothing else but what splitting.lua adds: Redis before 7.2 lets client tracking watch
--       all declared keys
-- ARGV: incarnation, first delivery number, free slots, bytes of a batch, bytes of a message,
--       length of the key prefix, time (ISO), entries and bytes of a dead-letter list,
--       key of the leases, key of the caller's deliveries, key of the numbers of those not started
-- Returns {'lost'} without a lease, else {'ok', dead letters, the report of splitting.lua if there is one, then for each list
-- that gave any: its index, count, messages}.
local deliveries = ARGV[11]

-- A write that needs no memory comes first: after it Redis lets a script write even when it is full, and only work empties it.
redis.call('HDEL', deliveries, '0')

-- Adding nothing reads the score by a command that counts as a write, so that it is not watched either.
local lease = redis.call('ZADD', ARGV[10], 'XX', 'INCR', 0, ARGV[1])
if not lease or lease == '0' then
  return {'lost'}
end

local number, free, room, largest =
  tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local dead = {}
local reply = {'ok', dead, report}

-- A message above the limit is kept without being sent.
local function bury_large(key, message)
  local base = entrance_of(string.match(key, '^(.-)\6\22%d+$') or key)
  local detail = 'the message has ' .. #message .. ' bytes, more than ' .. ARGV[5]
  local queue, id, task = bury_unread(
    {base = base, prefix = tonumber(ARGV[6]), at = ARGV[7], entries = tonumber(ARGV[8]), bytes = tonumber(ARGV[9])},
    message, 'too-large', detail)
  dead[#dead + 1] = queue
  dead[#dead + 1] = id
  dead[#dead + 1] = task
  dead[#dead + 1] = #message
end

-- A message that somebody died of. From the second death on it is not started before the worker says so: see deaths.lua.
local function suspicious(key, message)
  local marked, deaths = counted(string.sub(key, 1, tonumber(ARGV[6])), message)
  if deaths >= 2 then
    redis.call('SADD', ARGV[12], number)
  end
  return marked
end

-- Chunks start small and grow while messages are small, because a list does not tell the size of what it would send.
local function take(key, waiting, place)
  local head, chunk_size, largest_seen = #key .. ':' .. key, 8, 1
  while waiting > 0 and free > 0 and room > 0 do
    local wanted = math.min(chunk_size, free, waiting, math.floor(room / largest_seen) + 1)
    local chunk = redis.call('LRANGE', key, -wanted, -1)
    local record, taken = {}, 0
    for i = #chunk, 1, -1 do
      local message = chunk[i]
      local size = #message
      if size > largest then
        bury_large(key, message)
      elseif room > 0 then
        room = room - size
        if string.byte(message) == 10 then
          message = suspicious(key, message)
        end
        record[#record + 1] = number
        record[#record + 1] = head .. message
        reply[#reply + 1] = message
        number = number + 1
        free = free - 1
      else
        break
      end
      if size > largest_seen then
        largest_seen = size
      end
      taken = taken + 1
    end
    if #record > 0 then
      redis.call('HSET', deliveries, unpack(record))
      reply[place] = reply[place] + #record / 2
    end
    redis.call('LTRIM', key, 0, -taken - 1)
    waiting = waiting - taken
    chunk_size = math.min(chunk_size * 4, 128)
  end
end

for k = 1, lists do
  local waiting = redis.call('LLEN', KEYS[k])
  if waiting > 0 then
    reply[#reply + 1] = k - 1
    reply[#reply + 1] = 0
    take(KEYS[k], waiting, #reply)
    touched[#touched + 1] = KEYS[k]
    if free == 0 or room <= 0 then
      return reply
    end
  end
end

-- The batch came back short, so the caller will wait: reading the changed lists again lets client tracking watch them.
for i = 1, #touched do
  redis.call('LLEN', touched[i])
end
return reply
