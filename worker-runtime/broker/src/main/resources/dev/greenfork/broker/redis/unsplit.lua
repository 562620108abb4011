-- Included before fetch.lua, for workers none of whose queues is split.
local lists, report, touched = #KEYS, nil, {}
