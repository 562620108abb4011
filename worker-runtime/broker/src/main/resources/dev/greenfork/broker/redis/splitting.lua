-- Included before fetch.lua, for workers some of whose queues are split: one batch of these first. The lists of the
-- entrances are among the KEYS, behind those that are fetched from, so that they are watched too.
-- ARGV behind those of the fetch: number of lists to fetch from, key of the rules, messages and bytes of a batch, sub-queue of
-- what is in no table, then per split queue: entrance, table of routes, 1 if stock workers take
-- from it as well: then no more is moved than the caller has slots for
-- report: per split queue messages left and version of its table; empty where none holds, and then nothing was moved
local lists = tonumber(ARGV[13])
local report, touched = {}, {}
redis.call('HDEL', ARGV[11], '0')
-- One batch for all queues together, however many there are; begun with another queue each time, so that none has to wait for
-- one that is always full.
local queues, most = (#ARGV - 17) / 3, {messages = tonumber(ARGV[15]), bytes = tonumber(ARGV[16])}
local turn = queues > 1 and redis.call('TIME')[2] % queues or 0
for i = turn, turn + queues - 1 do
  local at = i % queues
  local entrance, routes, shared = ARGV[18 + 3 * at], ARGV[19 + 3 * at], ARGV[20 + 3 * at] == '1'
  local left, version = 0, routes_version(routes, ARGV[14])
  if version ~= '' then
    local spared = shared and math.max(0, most.messages - tonumber(ARGV[3])) or 0
    most.messages = most.messages - spared
    local _
    _, left = split(entrance, routes, ARGV[17], most, touched)
    most.messages = most.messages + spared
  end
  report[2 * at + 1] = left
  report[2 * at + 2] = version
end
