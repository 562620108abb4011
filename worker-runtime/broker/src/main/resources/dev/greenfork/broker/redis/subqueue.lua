-- Included before other scripts. The queue that a sub-queue belongs to; any other queue is its own. Both as keys without step.
local function entrance_of(base)
  return string.match(base, '^(.+)%.green$') or string.match(base, '^(.+)%.prefork$') or string.match(base, '^(.+)%.parked$')
    or base
end
