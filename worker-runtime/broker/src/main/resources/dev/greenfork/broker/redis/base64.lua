-- Included before other scripts. Base64 (RFC 4648) of a string; two table look-ups for three bytes.
local function base64(text)
  local alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  local pairs_of = {}
  for i = 0, 4095 do
    local high, low = math.floor(i / 64) + 1, i % 64 + 1
    pairs_of[i] = string.sub(alphabet, high, high) .. string.sub(alphabet, low, low)
  end
  local out, whole = {}, #text - #text % 3
  for i = 1, whole, 3 do
    local a, b, c = string.byte(text, i, i + 2)
    out[#out + 1] = pairs_of[a * 16 + math.floor(b / 16)]
    out[#out + 1] = pairs_of[b % 16 * 256 + c]
  end
  if whole < #text then
    local a, b = string.byte(text, whole + 1, #text)
    out[#out + 1] = pairs_of[a * 16 + math.floor((b or 0) / 16)]
    out[#out + 1] = b and string.sub(pairs_of[b % 16 * 256], 1, 1) .. '=' or '=='
  end
  return table.concat(out)
end
