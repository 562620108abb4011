-- Moves deliveries of an incarnation without a live lease to the heads of the lists they came from.
-- KEYS: leases, workers, its deliveries, the numbers of those that were not started, absent incarnations
-- ARGV: incarnation, 'own' if the caller is that incarnation itself, 'dead' if the caller knows that its process is gone, else
--       'lost'; key prefix, a sentence (JSON) if its started tasks died with it, else empty; then delivery numbers, newest first,
--       so that the oldest becomes the next one of its list
-- Returns {messages moved, those of them that were started and died}, or {-1} if the lease is alive.
redis.call('HDEL', KEYS[3], '0') -- so that it works on a full Redis, see fetch.lua
local incarnation, prefix, how = ARGV[1], ARGV[3], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = redis.call('ZSCORE', KEYS[1], incarnation)
if ARGV[2] == 'lost' and lease and tonumber(lease) >= now then
  return {-1}
end
if lease then
  redis.call('ZADD', KEYS[1], 0, incarnation) -- from here on it can neither fetch nor come back
end

-- A worker that has come back after its lease was gone has not died (see survived.lua); until then it is told which deaths are
-- put down to it.
local ledger = prefix .. 'greenfork:killed:' .. incarnation
local counts = how ~= '' and redis.call('GET', prefix .. 'greenfork:survived:' .. incarnation) == false

local moved, killed = 0, 0
for i = 5, #ARGV do
  local record = redis.call('HGET', KEYS[3], ARGV[i])
  if record then
    local colon = string.find(record, ':', 1, true)
    local finish = colon + tonumber(string.sub(record, 1, colon - 1))
    local message = string.sub(record, finish + 1)
    local started = redis.call('SISMEMBER', KEYS[4], ARGV[i]) == 0
    if started and counts then
      local key
      message, key = died(prefix, message, incarnation .. '/' .. ARGV[i], how)
      redis.call('HSET', ledger, ARGV[i], key)
      killed = killed + 1
    else
      message = started and redelivered(message) or unharmed(message)
    end
    redis.call('RPUSH', string.sub(record, colon + 1, finish), message)
    redis.call('HDEL', KEYS[3], ARGV[i])
    moved = moved + 1
  end
end
if killed > 0 then
  redis.call('EXPIRE', ledger, 3600)
end

if redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('HDEL', KEYS[2], incarnation)
  redis.call('ZREM', KEYS[1], incarnation)
  redis.call('DEL', KEYS[4])
  redis.call('HDEL', KEYS[5], incarnation)
end
return {moved, killed}
