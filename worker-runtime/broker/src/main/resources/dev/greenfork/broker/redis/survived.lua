-- An incarnation whose lease was gone lives: what was put down to it as deaths was none.
-- KEYS: the ledger of its deaths, the note that it lives   ARGV: incarnation
-- Returns how many deaths were taken back.
redis.call('HDEL', KEYS[1], '') -- so that it works on a full Redis, see fetch.lua
local ledger = redis.call('HGETALL', KEYS[1])
for i = 1, #ledger, 2 do
  redis.call('HDEL', ledger[i + 1], ARGV[1] .. '/' .. ledger[i])
end
redis.call('DEL', KEYS[1])
redis.pcall('SET', KEYS[2], '1', 'EX', 3600)
return #ledger / 2
