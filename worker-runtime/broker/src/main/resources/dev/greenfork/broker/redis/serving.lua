-- Included before other scripts. Who serves a queue: members <type>/<digest of the tasks that it knows>/<who>, by the time in ms
-- until which that counts. ARGV[1] is the key prefix everywhere.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local prefix = ARGV[1]
local rules = prefix .. 'greenfork:rules'

local function serving_key(queue)
  return prefix .. 'greenfork:serving:' .. queue
end

local function routes_key(queue)
  return prefix .. 'greenfork:routes:' .. queue
end

-- Until when anybody does, in ms.
local function served_until(queue)
  return redis.call('ZRANGE', serving_key(queue), -1, -1, 'WITHSCORES')[2]
end

-- Returns the version that a table of routes must have now, whether both types serve, and each type with a digest once.
local function served(queue)
  local parts, types, seen = {}, {}, {}
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', serving_key(queue), now, '+inf')) do
    local part, kind = string.match(member, '^((%l+)/%x*)')
    if part and not seen[part] then
      seen[part] = true
      types[kind] = true
      parts[#parts + 1] = part
    end
  end
  table.sort(parts)
  local digest = string.sub(redis.sha1hex(table.concat(parts, ' ')), 1, 16)
  return rules_version(rules) .. ':' .. digest, types.green and types.prefork, parts
end
