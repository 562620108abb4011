-- Moves messages whose time has come (by the broker's clock) from delayed sets to the heads of their lists: they had their
-- turn before. Of several the one that was due first comes first. Scripts do not roll back: push first, remove last.
-- A member is the digit of the priority step, 16 hexadecimal digits that make it unique, ':' and the message.
-- KEYS: the delayed sets
-- ARGV: messages and bytes of a batch, length of the key prefix, time (ISO), entries and bytes of a dead-letter list
-- Returns the number of messages moved, of those buried, the milliseconds until the next one is due (-1: there is none), and
-- the number of keys that are no sets.
redis.pcall('ZREM', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left, room = tonumber(ARGV[1]), tonumber(ARGV[2])
local moved, buried, nearest, wrong = 0, 0, -1, 0
local form = '^([0369])' .. string.rep('%x', 16) .. ':()'

-- Whether the message of this member is at its place, or else kept among the dead letters.
local function place(base, member)
  local step, at = string.match(member, form)
  local list = step == '0' and base or base .. '\6\22' .. (step or '')
  if step and type(redis.pcall('RPUSH', list, string.sub(member, at))) == 'number' then
    moved = moved + 1
    return true
  end
  local where =
    {base = base, prefix = tonumber(ARGV[3]), at = ARGV[4], entries = tonumber(ARGV[5]), bytes = tonumber(ARGV[6])}
  local reason = step and 'not-movable' or 'not-delayed'
  local detail = step and 'its queue is a key of another type' or 'the delayed set held what Greenfork did not put there'
  if not pcall(bury_unread, where, string.sub(member, at or 1), reason, detail) then
    return false
  end
  buried = buried + 1
  return true
end

-- Chunks start small, because a set does not tell the size of what it would send.
local function due(set)
  local found, chunk_size = {}, 4
  while left > 0 and room > 0 do
    local chunk = redis.call('ZRANGEBYSCORE', set, '-inf', now, 'LIMIT', #found, math.min(chunk_size, left))
    for i = 1, #chunk do
      if room > 0 then
        found[#found + 1] = chunk[i]
        room = room - #chunk[i]
        left = left - 1
      end
    end
    if #chunk < chunk_size then
      return found
    end
    chunk_size = math.min(chunk_size * 4, 64)
  end
  return found
end

local function work(set)
  local found, gone = due(set), {}
  local base = string.sub(set, 1, -#'.delayed' - 1)
  for i = #found, 1, -1 do
    if place(base, found[i]) then
      gone[#gone + 1] = found[i]
    else
      redis.call('ZADD', set, 'XX', now + 60000, found[i]) -- nowhere to go: it must not hold up the others
    end
  end
  for first = 1, #gone, 1000 do
    redis.call('ZREM', set, unpack(gone, first, math.min(first + 999, #gone)))
  end
  local head = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
  if head[2] then
    local wait = math.max(0, math.ceil(tonumber(head[2]) - now))
    nearest = nearest < 0 and wait or math.min(nearest, wait)
  end
end

for k = 1, #KEYS do
  local kind = redis.call('TYPE', KEYS[k]).ok
  if kind == 'zset' then
    work(KEYS[k])
  elseif kind ~= 'none' then
    wrong = wrong + 1
  end
end
return {moved, buried, nearest, wrong}
