-- Ends deliveries of one incarnation. Each does nothing if it is no longer recorded, so that a batch may be sent twice.
-- KEYS: the deliveries of that incarnation
-- ARGV: life of a result in seconds (0: for ever), entries and bytes of a dead-letter list, key of the numbers of deliveries
--       that are not started, then per settlement:
--       form, delivery number, count of the arguments that follow, arguments
-- Returns per settlement 1 (done), 0 (refused), what has to be joined first (see chord.lua) or the text of the error that it met.
local deliveries = KEYS[1]
local max_entries, max_bytes = tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('HDEL', deliveries, '0') -- so that it works on a full Redis, see fetch.lua
local success = '{"status": "SUCCESS"'

-- SUCCESS is final (Celery's key/value backends); every other state may be overwritten.
local function store(key, meta)
  local stored
  if life == '0' then
    stored = redis.call('SET', key, meta, 'NX')
  else
    stored = redis.call('SET', key, meta, 'EX', life, 'NX')
  end
  if not stored then
    if redis.call('GETRANGE', key, 0, #success - 1) == success then
      return
    end
    if life == '0' then
      redis.call('SET', key, meta)
    else
      redis.call('SET', key, meta, 'EX', life)
    end
  end
  redis.call('PUBLISH', key, meta)
end

local forms = {}

-- arguments: result key (empty: no result), meta, then of each child: list, empty, message; or, if it is due later:
-- delayed set, time in ms, member (see due.lua)
function forms.F(number, from, to)
  if ARGV[from] ~= '' then
    store(ARGV[from], ARGV[from + 1])
  end
  for i = from + 2, to, 3 do
    if ARGV[i + 1] == '' then
      redis.call('LPUSH', ARGV[i], ARGV[i + 2])
    else
      redis.call('ZADD', ARGV[i], ARGV[i + 1], ARGV[i + 2])
    end
  end
end

-- finish with a workflow: arguments are parts of chords and chords to close (see chord.lua), keys to write, the number of
-- further results with key and meta each, then as F. If a part completes a chord whose body is not among the children, nothing
-- else is done and the delivery stays: the caller joins and comes again.
function forms.W(number, from, to)
  local first, at = count_parts(from)
  if first then
    return first
  end
  at = write_keys(at)
  local results = tonumber(ARGV[at])
  for i = at + 1, at + 2 * results, 2 do
    store(ARGV[i], ARGV[i + 1])
  end
  forms.F(number, at + 1 + 2 * results, to)
  close_chords(from)
end

-- drop: nothing but the removal
function forms.D() end

-- The list that a delivery came from, and its message.
local function recorded(number)
  local record = redis.call('HGET', deliveries, number)
  local colon = string.find(record, ':', 1, true)
  local finish = colon + tonumber(string.sub(record, 1, colon - 1))
  return string.sub(record, colon + 1, finish), string.sub(record, finish + 1)
end

-- hand back: to the head of the list it came from
function forms.H(number)
  local list, message = recorded(number)
  redis.call('RPUSH', list, unharmed(message))
end

-- forward: to the tail of another list. If that is parked and others serve the queue by now than the caller knows, whoever looks
-- next puts it back.
-- arguments: list, key of whom parked messages were put back for (empty: not parked), who serves the queue as the caller knows
function forms.M(number, from)
  local _, message = recorded(number)
  redis.call('LPUSH', ARGV[from], unharmed(message))
  if ARGV[from + 1] ~= '' and redis.call('GET', ARGV[from + 1]) ~= ARGV[from + 2] then
    redis.call('DEL', ARGV[from + 1])
  end
end

-- its process died: arguments are the key prefix, who held it, a sentence
function forms.K(number, from)
  local list, message = recorded(number)
  redis.call('RPUSH', list, (died(ARGV[from], message, ARGV[from + 1], ARGV[from + 2])))
end

-- later: to the delayed set of its queue. The time is relative and the clock the broker's, as that of the mover is: a worker
-- whose clock is slow would else get it back at once, and send it here again.
-- arguments: milliseconds until it is due, 16 hexadecimal digits that no other member has, length of the key prefix, time (ISO)
function forms.L(number, from)
  local list, message = recorded(number)
  message = unharmed(message)
  local base, step = string.match(list, '^(.-)\6\22(%d)$')
  base = entrance_of(base or list)
  local time = redis.call('TIME')
  local due = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[from]
  local member = (step or '0') .. ARGV[from + 1] .. ':' .. message
  local added = redis.pcall('ZADD', base .. '.delayed', due, member)
  if type(added) == 'table' then
    local where =
      {base = base, prefix = tonumber(ARGV[from + 2]), at = ARGV[from + 3], entries = max_entries, bytes = max_bytes}
    bury_unread(where, message, 'not-delayable', 'the key of the delayed set of its queue has another type')
  end
end

-- bury: arguments are dead-letter list, its tally, entry, key prefix, then form, number and count of how it ends, as above. The
-- history of a message that somebody died of is put into the entry.
function forms.B(number, from, to)
  local first = forms[ARGV[from + 4]](number, from + 7, to)
  if first then
    return first
  end
  local entry, _, message = ARGV[from + 2], recorded(number)
  if string.byte(message) == 10 then
    local key = deaths_key(ARGV[from + 3], bare(message))
    local sentences = redis.call('HVALS', key)
    table.sort(sentences)
    entry = string.sub(entry, 1, -2) .. ',"deaths":[' .. table.concat(sentences, ',') .. ']}'
    redis.call('DEL', key)
  end
  bury(ARGV[from], ARGV[from + 1], entry, max_entries, max_bytes)
end

local replies, ended, seen = {}, {}, {}
local i = 5
while i <= #ARGV do
  local form, number, count = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  local from, to = i + 3, i + 2 + count
  if form == 'S' and (number == '0' or redis.call('HEXISTS', deliveries, number) == 1) then
    -- store only: arguments are result key and meta
    local ok, problem = pcall(store, ARGV[from], ARGV[from + 1])
    replies[#replies + 1] = ok and 1 or type(problem) == 'table' and problem.err or tostring(problem)
  elseif form == 'W' and number == '0' then -- of a task that was acknowledged before
    local ok, answer = pcall(forms.W, number, from, to)
    replies[#replies + 1] = ok and (answer or 1) or type(answer) == 'table' and answer.err or tostring(answer)
  elseif form == 'S' or seen[number] or redis.call('HEXISTS', deliveries, number) == 0 then
    replies[#replies + 1] = 0
  elseif form == 'N' or form == 'G' then -- it waits for its start; it starts: the delivery goes on
    redis.call(form == 'N' and 'SADD' or 'SREM', ARGV[4], number)
    replies[#replies + 1] = 1
  else
    local ok, problem = pcall(forms[form], number, from, to)
    if ok and problem then
      replies[#replies + 1] = problem
    elseif ok then
      seen[number] = true
      ended[#ended + 1] = number
      replies[#replies + 1] = 1
    else
      replies[#replies + 1] = type(problem) == 'table' and problem.err or tostring(problem)
    end
  end
  i = to + 1
end

for first = 1, #ended, 1000 do
  redis.call('HDEL', deliveries, unpack(ended, first, math.min(first + 999, #ended)))
end
return replies
