-- Included before other scripts. Moves messages from the lists of an entrance queue to those of its sub-queues, by the name of
-- their task. Nothing is decoded and nothing written anew: the name is searched where kombu puts it. What cannot be read that
-- way goes to the caller's own sub-queue, where a worker decodes it; so the name found here is a guess, and the worker judges.
-- Of a larger message only the end is searched: kombu puts the headers behind the body.
local searched = 16384

local function task_of(message)
  local from = #message > searched and #message - searched or 1
  local headers = string.find(message, '"headers"', from, true)
  return headers and string.match(message, '"task"%s*:%s*"([^"\\]+)"', headers)
end

-- The sub-queue of a message. Each name is looked up once in a call.
local function place_of(message, routes, known, own)
  local task = task_of(message)
  if not task then
    return own
  end
  local place = known[task]
  if not place then
    place = redis.call('HGET', routes, task) or own
    known[task] = place
  end
  return place
end

-- Raised before anything has been moved: scripts do not roll back.
local function require_lists(entrance, step)
  for _, place in ipairs({'green', 'prefork', 'parked'}) do
    local list = entrance .. '.' .. place .. step
    if type(redis.pcall('LLEN', list)) ~= 'number' then
      error('the key ' .. list .. ' is no list, so ' .. entrance .. ' cannot be split: delete or rename it')
    end
  end
end

-- routes: the table of exact names; own: where what is in no table goes; most: messages and bytes that may still be moved.
-- Returns how many were moved and how many are left; what has changed is added to touched.
local function split(entrance, routes, own, most, touched)
  local known, all_moved, all_left = {}, 0, 0
  for _, step in ipairs({'', '\6\0223', '\6\0226', '\6\0229'}) do
    local list = entrance .. step
    local waiting = redis.call('LLEN', list)
    local before = all_moved
    if waiting > 0 and most.messages > 0 and most.bytes > 0 then
      require_lists(entrance, step)
    end
    local chunk_size, largest_seen = 8, 1
    while waiting > 0 and most.messages > 0 and most.bytes > 0 do
      local wanted = math.min(chunk_size, waiting, most.messages, math.floor(most.bytes / largest_seen) + 1)
      local chunk = redis.call('LRANGE', list, -wanted, -1)
      local pushed, taken = {green = {}, prefork = {}, parked = {}}, 0
      for i = #chunk, 1, -1 do
        local message = chunk[i]
        if most.bytes <= 0 then
          break
        end
        local read, place = pcall(place_of, message, routes, known, own)
        local to = read and pushed[place] or pushed[own]
        to[#to + 1] = message
        most.bytes = most.bytes - #message
        largest_seen = math.max(largest_seen, #message)
        taken = taken + 1
      end
      for place, messages in pairs(pushed) do
        if #messages > 0 then
          redis.call('LPUSH', entrance .. '.' .. place .. step, unpack(messages))
        end
      end
      redis.call('LTRIM', list, 0, -taken - 1)
      most.messages = most.messages - taken
      waiting = waiting - taken
      all_moved = all_moved + taken
      chunk_size = math.min(chunk_size * 4, 128)
    end
    if all_moved > before then
      touched[#touched + 1] = list
    end
    all_left = all_left + waiting
  end
  return all_moved, all_left
end
