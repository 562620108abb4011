-- Moves messages of one list to the head of another, keeping their order. The newest go first, so that the oldest is served
-- next; a list that is whole takes the other's place at once.
-- KEYS: from, to   ARGV: messages, bytes
-- Returns {messages moved, messages left}.
redis.call('LTRIM', KEYS[1], 0, -1) -- so that it works on a full Redis, see fetch.lua
local waiting = redis.call('LLEN', KEYS[1])
if waiting == 0 then
  return {0, 0}
end
if redis.call('LLEN', KEYS[2]) == 0 then
  redis.call('RENAME', KEYS[1], KEYS[2])
  return {waiting, 0}
end
-- Chunks start small, because a list does not tell the size of what it would send.
local moved, room, most, chunk_size = 0, tonumber(ARGV[2]), tonumber(ARGV[1]), 2
while moved < most and room > 0 and waiting > moved do
  local chunk = redis.call('LRANGE', KEYS[1], 0, math.min(chunk_size, most - moved) - 1)
  chunk_size = math.min(chunk_size * 4, 128)
  redis.call('RPUSH', KEYS[2], unpack(chunk))
  redis.call('LTRIM', KEYS[1], #chunk, -1)
  moved = moved + #chunk
  for _, message in ipairs(chunk) do
    room = room - #message
  end
end
return {moved, waiting - moved}
