-- Orders workers to fetch nothing more, or prolongs the order.
-- KEYS: the orders by node   ARGV: how long they stand in ms, then node and id of each
redis.call('HDEL', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
local time = redis.call('TIME')
local till = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1])
for i = 2, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], till .. ' ' .. ARGV[i + 1])
end
return redis.call('PEXPIRE', KEYS[1], 3600000)
