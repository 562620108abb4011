-- Counts the parts of chords, or writes keys and checks claims, or closes chords, in a result backend of its own.
-- KEYS: none   ARGV: life in seconds (0: for ever), 'count', 'keys' or 'close', then see chord.lua
-- Returns what the caller has to do first as a text, or 1.
if ARGV[2] == 'count' then
  return (count_parts(3)) or 1
elseif ARGV[2] == 'keys' then
  write_keys(3)
else
  close_chords(3)
end
return 1
