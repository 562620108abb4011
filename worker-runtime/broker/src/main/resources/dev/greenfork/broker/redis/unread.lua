-- Included before other scripts. Buries a message that no worker has read; its id and task stand near its end, where kombu
-- puts the headers. where: key of the queue, length of the key prefix, time (ISO), entries and bytes of a dead-letter list
local function bury_unread(where, message, reason, detail)
  local prefix = string.sub(where.base, 1, where.prefix)
  local queue = string.sub(where.base, where.prefix + 1)
  local tail = string.sub(message, -16384)
  local id = string.match(tail, '"id": ?"([%w%-_.:]+)"') or ''
  local task = string.match(tail, '"task": ?"([%w%-_.:]+)"') or ''
  local function text(value)
    return value == '' and 'null' or '"' .. value .. '"'
  end
  local entry = '{"id": ' .. text(id) .. ', "task": ' .. text(task) .. ', "reason": "' .. reason .. '", "detail": "' .. detail
    .. '", "at": "' .. where.at .. '", "bytes": ' .. #message .. ', "envelope": "' .. base64(string.sub(message, 1, 65536))
    .. '", "truncated": ' .. (#message > 65536 and 'true' or 'false') .. '}'
  bury(where.base .. '.dead', prefix .. 'greenfork:dead:' .. queue, entry, where.entries, where.bytes)
  return queue, id, task
end
