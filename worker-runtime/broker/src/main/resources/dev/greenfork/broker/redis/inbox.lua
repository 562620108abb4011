-- Binds a queue for answers, as kombu 5.7 does with queues that expire: the table has no life of its own but a deadline.
-- KEYS: the binding set, the deadlines. ARGV: member, exchange, life in ms
redis.call('SADD', KEYS[1], ARGV[1])
local now = redis.call('TIME')
local ms = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
redis.call('ZADD', KEYS[2], 'GT', string.format('%.0f', ms + tonumber(ARGV[3])), ARGV[2])
return 1
