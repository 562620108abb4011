-- Splits one batch of one queue, for those who fetch nothing from it.
-- KEYS: entrance, table of routes, rules   ARGV: sub-queue of what is in no table, messages, bytes
-- Returns {messages moved, messages left, version of the table; empty where there is none that holds}.
redis.call('HDEL', KEYS[3], '') -- so that it works on a full Redis, see fetch.lua
local version = routes_version(KEYS[2], KEYS[3])
if version == '' then
  return {0, 0, ''}
end
local moved, left = split(KEYS[1], KEYS[2], ARGV[1], {messages = tonumber(ARGV[2]), bytes = tonumber(ARGV[3])}, {})
return {moved, left, version}
