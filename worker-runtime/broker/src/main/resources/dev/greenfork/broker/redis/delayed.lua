-- What waits in delayed sets, for the one worker per queue that tells of it: of the live ones that serve the queue, the one
-- whose name sorts first. Nothing is changed.
-- KEYS: leases, workers, the delayed sets
-- ARGV: incarnation, messages and bytes to look at in each set, then the queues of the sets
-- Returns for each message, the soonest first: number of its queue from 1, due time in ms, member (see due.lua).
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local told = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')) do
  if name < ARGV[1] then
    local known, worker = pcall(cjson.decode, redis.call('HGET', KEYS[2], name) or '{}')
    for _, queue in ipairs(known and worker.queues or {}) do
      told[queue] = true
    end
  end
end

local reply = {}
-- Chunks, because a set does not tell the size of what it would send.
local function read(number, set)
  local at, bytes, chunk = 0, 0, 0
  repeat
    chunk = redis.call('ZRANGE', set, at, at + math.min(31, ARGV[2] - at - 1), 'WITHSCORES')
    for i = 1, #chunk, 2 do
      reply[#reply + 1] = number
      reply[#reply + 1] = chunk[i + 1]
      reply[#reply + 1] = chunk[i]
      bytes = bytes + #chunk[i]
    end
    at = at + #chunk / 2
  until #chunk < 64 or at >= tonumber(ARGV[2]) or bytes >= tonumber(ARGV[3])
end

for k = 3, #KEYS do
  if not told[ARGV[k + 1]] and redis.call('TYPE', KEYS[k]).ok == 'zset' then
    read(k - 2, KEYS[k])
  end
end
return reply
