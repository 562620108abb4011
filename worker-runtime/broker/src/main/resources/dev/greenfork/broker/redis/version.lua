-- Included before other scripts. The version of a table of routes: that of the rules, a colon, and a digest of who serves the
-- queue. Its field has the empty name, which no task has. Empty where there is no table, or one that older rules made.
local function rules_version(rules)
  return redis.call('HGET', rules, 'version') or '0'
end

local function routes_version(routes, rules)
  local version = redis.call('HGET', routes, '') or ''
  local made_by = rules_version(rules) .. ':'
  return string.sub(version, 1, #made_by) == made_by and version or ''
end
