-- Included before other scripts. Deaths of processes that had started a message. A message that somebody died of has a line feed
-- in front, which every JSON parser skips, wherever it waits; the deaths themselves are a hash under its digest: who held it, and
-- a sentence as a JSON text. So a message that nobody died of costs nothing. The number of line feeds that a worker is sent, and
-- that stand in its record, is the number of deaths. One that was restored after its start, but that nobody died of as far as
-- is known, has a tab in front: it is not delivered for the first time either.
local deaths_life = 7 * 86400

local function bare(message)
  local mark = string.byte(message)
  if mark ~= 10 and mark ~= 9 then
    return message
  end
  return string.sub(message, (string.find(message, '[^\n\t]')) or #message + 1)
end

local function deaths_key(prefix, message)
  return prefix .. 'greenfork:deaths:' .. redis.sha1hex(message)
end

-- Counts a death, once for each holder, and returns the message as it waits then.
local function died(prefix, message, holder, entry)
  local plain = bare(message)
  local key = deaths_key(prefix, plain)
  redis.call('HSET', key, holder, entry)
  redis.call('EXPIRE', key, deaths_life)
  return '\n' .. plain, key
end

-- As it waits when nobody died now.
local function unharmed(message)
  return string.byte(message) == 10 and '\n' .. bare(message) or message
end

-- As it waits when it had been started.
local function redelivered(message)
  return (string.byte(message) == 10 and '\n' or '\t') .. bare(message)
end

-- How often somebody died of a message with a line feed, and the message as a worker is sent it.
local function counted(prefix, message)
  local plain = bare(message)
  local count = redis.call('HLEN', deaths_key(prefix, plain))
  return (count == 0 and '\t' or string.rep('\n', count)) .. plain, count
end
