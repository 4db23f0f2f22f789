/*
 * How pages lie in Redis. `<namespace>:pages` is a hash of the generation and of a count of purges. Each page is a hash
 * with that count at the moment before it was rendered; each tag holds the count at its last purge. A page is good while
 * none of its tags has a higher count. A tag that Redis evicted makes its pages bad, never good; losing the hash begins a
 * new generation. Every script is one step for Redis, and one connection's steps keep their order.
 */
const names = `
local state, prefix = KEYS[1], KEYS[1] .. ':'
local gen = redis.call('HGET', state, 'gen')
local function page(key) return prefix .. gen .. ':page:' .. key end
local function tag(name) return prefix .. gen .. ':tag:' .. name end
`

/** key, name of a new generation → [mark, bytes?] */
export const GET_PAGE = `${names}
if not gen then
  gen = ARGV[2]
  redis.call('HSET', state, 'gen', gen, 'seq', 0)
end
local mark = gen .. ' ' .. redis.call('HGET', state, 'seq')
local found = redis.call('HMGET', page(ARGV[1]), 'seq', 'tags', 'bytes')
if not found[1] then return { mark } end
for name in string.gmatch(found[2], '[^\\n]+') do
  local purged = redis.call('GET', tag(name))
  if not purged or tonumber(purged) > tonumber(found[1]) then return { mark } end
end
return { mark, found[3] }
`

/** key, generation and count of the mark, tags by line, bytes, seconds a page lives, seconds a tag lives */
export const SET_PAGE = `${names}
if gen ~= ARGV[2] then return end
for name in string.gmatch(ARGV[4], '[^\\n]+') do
  redis.call('SET', tag(name), ARGV[3], 'NX', 'EX', ARGV[7])
end
redis.call('HSET', page(ARGV[1]), 'seq', ARGV[3], 'tags', ARGV[4], 'bytes', ARGV[5])
redis.call('EXPIRE', page(ARGV[1]), ARGV[6])
`

/** seconds a tag lives, tags … */
export const PURGE_TAGS = `${names}
if not gen then return end
local seq = redis.call('HINCRBY', state, 'seq', 1)
for i = 2, #ARGV do redis.call('SET', tag(ARGV[i]), seq, 'EX', ARGV[1]) end
`

/** name of a new generation: all pages are out of reach and expire by themselves */
export const NEW_GENERATION = `
redis.call('HSET', KEYS[1], 'gen', ARGV[1], 'seq', 0)
`
