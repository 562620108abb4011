-- Included before fetch.lua, for workers some of whose queues are split: one batch of each of these first. The lists of the
-- entrances are among the KEYS, behind those that are fetched from, so that they are watched too.
-- ARGV behind those of the fetch: number of lists to fetch from, key of the rules, messages and bytes of a batch, sub-queue of
-- what is in no table, then per split queue: entrance, table of routes
-- report: per split queue messages left and version of its table; empty where none holds, and then nothing was moved
local lists = tonumber(ARGV[13])
local report, touched = {}, {}
redis.call('HDEL', ARGV[11], '0')
for i = 18, #ARGV, 2 do
  local left, version = 0, routes_version(ARGV[i + 1], ARGV[14])
  if version ~= '' then
    local _
    _, left = split(ARGV[i], ARGV[i + 1], ARGV[17], {messages = tonumber(ARGV[15]), bytes = tonumber(ARGV[16])}, touched)
  end
  report[#report + 1] = left
  report[#report + 1] = version
end
