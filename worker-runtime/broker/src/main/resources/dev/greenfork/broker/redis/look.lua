-- Looks at queues for whoever sizes pools. Writes nothing, and declares no keys, so that nothing is tracked by it.
-- ARGV: key prefix, number of times, so many times in ms, then the queues
-- Returns for each queue: delayed messages; ms until the first of them is due (-1: there is none); how many are due within each
-- of the times; then for the queue itself and each sub-queue: messages that wait, what marks the heads of its lists, and the
-- tasks of some messages. A key of another type counts as empty.
local searched, sampled = 16384, 4
local prefix, times = ARGV[1], tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function number(...)
  local answer = redis.pcall(...)
  return type(answer) == 'number' and answer or 0
end

-- Kombu puts the headers behind the body; see split.lua.
local function task_of(message)
  local headers = string.find(message, '"headers"', #message > searched and #message - searched or 1, true)
  return headers and string.match(message, '"task"%s*:%s*"([^"\\]+)"', headers)
end

local function sample(list, from, to, tasks)
  for _, message in ipairs(redis.call('LRANGE', list, from, to)) do
    tasks[#tasks + 1] = task_of(message) or ''
  end
end

local function lane(base)
  local ready, heads, tasks = 0, {}, {}
  for _, step in ipairs({'', '\6\0223', '\6\0226', '\6\0229'}) do
    local length = number('LLEN', base .. step)
    if length > 0 then
      ready = ready + length
      local head = redis.call('LINDEX', base .. step, -1)
      heads[#heads + 1] = step .. redis.sha1hex(string.sub(head, -4096))
      sample(base .. step, -sampled, -1, tasks)
      if length > 2 * sampled then
        sample(base .. step, 0, sampled - 1, tasks)
      end
    end
  end
  return ready, heads, tasks
end

local reply = {}
for i = 3 + times, #ARGV do
  local base = prefix .. ARGV[i]
  local delayed = base .. '.delayed'
  local seen = {number('ZCARD', delayed), -1}
  if seen[1] > 0 then
    local first = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
    seen[2] = math.max(0, math.floor(tonumber(first[2]) - now))
  end
  for t = 1, times do
    seen[#seen + 1] = seen[1] > 0 and number('ZCOUNT', delayed, '-inf', string.format('%.0f', now + ARGV[2 + t])) or 0
  end
  for _, part in ipairs({'', '.green', '.prefork', '.parked'}) do
    local ready, heads, tasks = lane(base .. part)
    seen[#seen + 1] = ready
    seen[#seen + 1] = heads
    seen[#seen + 1] = tasks
  end
  reply[#reply + 1] = seen
end
return reply
