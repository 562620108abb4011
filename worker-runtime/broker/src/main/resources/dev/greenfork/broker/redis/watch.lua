-- Reads lists and sets so that client tracking tells when they change.
-- KEYS: lists and, behind them, delayed sets   ARGV: how many of them are lists
-- Returns how many messages lie in the lists.
local waiting = 0
for i, key in ipairs(KEYS) do
  local length = redis.pcall(i <= tonumber(ARGV[1]) and 'LLEN' or 'ZCARD', key)
  if i <= tonumber(ARGV[1]) and type(length) == 'number' then
    waiting = waiting + length
  end
end
return waiting
