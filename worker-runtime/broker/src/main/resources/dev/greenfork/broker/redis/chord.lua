-- Chords as Celery 5.7 counts them (celery.backends.redis, CHORD_PART_RETURN_LUA and its like). Each group has a list of its
-- parts' results (.j), a set of the parts counted (.d), a size (.s), a difference (.t) and a claim (.c): the token of whoever
-- sends the body, then "done". The token of a part is the same each time it runs, so that whoever runs it again after a crash
-- goes on with the claim.
-- ARGV[1]: life of a result in seconds, 0 for ever
local life = ARGV[1]
local claim_life, done_life = '6', '300'

local function write(key, value)
  if life == '0' then
    redis.call('SET', key, value)
  else
    redis.call('SET', key, value, 'EX', life)
  end
end

-- a: the place of .j .t .s .d, the group's own key, .c, task id, value, score, token in ARGV
-- Returns whether the chord is complete and the body is for this token to send.
local function part_ended(a)
  local j, t, s, d, group, c = ARGV[a], ARGV[a + 1], ARGV[a + 2], ARGV[a + 3], ARGV[a + 4], ARGV[a + 5]
  local task, value, score, token = ARGV[a + 6], ARGV[a + 7], ARGV[a + 8], ARGV[a + 9]
  if redis.call('GET', c) == 'done' then
    return false
  end
  if redis.call('SADD', d, task .. ':' .. score) == 1 then
    redis.call('ZADD', j, score, value)
  end
  if life ~= '0' then
    for _, key in ipairs({j, t, s, d, group}) do
      redis.call('EXPIRE', key, life)
    end
  end
  local size = redis.call('GET', s)
  if not size or redis.call('ZCARD', j) ~= size + (redis.call('GET', t) or 0) then
    return false
  end
  return redis.call('SET', c, token, 'NX', 'EX', claim_life) and true or redis.call('GET', c) == token
end

-- a: the place of .j .t .s .d .c, token, 1 if the body failed. Whether the claim is still, or again, this token's.
local function still_ours(a)
  local s, c, token = ARGV[a + 2], ARGV[a + 4], ARGV[a + 5]
  local owner = redis.call('GET', c)
  if owner == token then
    redis.call('EXPIRE', c, claim_life)
    return true
  end
  if not owner and redis.call('EXISTS', s) == 1 then
    redis.call('SET', c, token, 'EX', claim_life)
    return true
  end
  return false
end

-- The body was sent, or failed: then only the size goes, so that a copy of a part that comes late fails nothing again.
local function close_chord(a)
  if ARGV[a + 6] == '1' then
    redis.call('DEL', ARGV[a + 2])
  else
    redis.call('DEL', ARGV[a], ARGV[a + 1], ARGV[a + 2], ARGV[a + 3])
    redis.call('SET', ARGV[a + 4], 'done', 'EX', done_life)
  end
end

-- a: the place of the number of parts, then the parts, the number of chords to close, and those. Counts the parts.
-- Returns nil if there is nothing to do first, else a text for the caller: the numbers of the parts that completed a chord which
-- is not among those to close, and of those to close that are no longer ours; and the place after them.
local function count_parts(a)
  local parts = tonumber(ARGV[a])
  local closings_at = a + 1 + parts * 10
  local closings = tonumber(ARGV[closings_at])
  local closes, complete, lost = {}, {}, {}
  for i = 1, closings do
    closes[ARGV[closings_at + 1 + (i - 1) * 7 + 4]] = true
  end
  for i = 1, parts do
    local at = a + 1 + (i - 1) * 10
    if part_ended(at) and not closes[ARGV[at + 5]] then
      complete[#complete + 1] = tostring(i - 1)
    end
  end
  for i = 1, closings do
    if not still_ours(closings_at + 1 + (i - 1) * 7) then
      lost[#lost + 1] = tostring(i - 1)
    end
  end
  local after = closings_at + 1 + closings * 7
  if #complete > 0 or #lost > 0 then
    return 'join ' .. table.concat(complete, ',') .. ' ' .. table.concat(lost, ','), after
  end
  return nil, after
end

local function close_chords(a)
  local closings_at = a + 1 + tonumber(ARGV[a]) * 10
  for i = 1, tonumber(ARGV[closings_at]) do
    close_chord(closings_at + 1 + (i - 1) * 7)
  end
end

-- a: the place of the number of keys, then of each: key to write, value, key to delete or empty. Returns the place after them.
local function write_keys(a)
  local count = tonumber(ARGV[a])
  for i = 1, count do
    local at = a + 1 + (i - 1) * 3
    if ARGV[at + 2] ~= '' then
      redis.call('DEL', ARGV[at + 2])
    end
    write(ARGV[at], ARGV[at + 1])
  end
  return a + 1 + count * 3
end
