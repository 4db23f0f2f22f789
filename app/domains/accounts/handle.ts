/** Handles of members who join are plain ASCII: none can look like another one's. Imported ones may be older than that. */
const HANDLE = /^[a-z0-9](?:[a-z0-9]|[._-](?=[a-z0-9]))*$/i
export const SHORTEST_HANDLE = 3
export const LONGEST_HANDLE = 30

/** Whether a text can be a handle. */
export const isHandle = (text: string) =>
  text.length >= SHORTEST_HANDLE && text.length <= LONGEST_HANDLE && HANDLE.test(text)

/** Names that would speak for the community, or that addresses may want one day. */
const RESERVED = new Set(
  [
    'admin',
    'administrator',
    'all',
    'anonymous',
    'everybody',
    'everyone',
    'guildhall',
    'help',
    'here',
    'info',
    'mod',
  ]
    .concat([
      'moderator',
      'moderators',
      'mods',
      'nobody',
      'official',
      'postmaster',
      'root',
      'security',
      'staff',
    ])
    .concat(['support', 'system', 'team', 'webmaster', 'you', 'me', 'null', 'undefined']),
)

/** Whether a handle is kept for the community itself; `site` is its name, which nobody else may bear. */
export function isReserved(handle: string, site: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return RESERVED.has(plain(handle)) || plain(handle) === plain(site)
}

/** A handle like the one that somebody wanted, with room at the end for a number: never shorter than one may be. */
export function handleLike(wanted: string): string {
  const letters = wanted
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/([._-])[._-]+/g, '$1')
    .replace(/^[._-]+/, '')
    .slice(0, LONGEST_HANDLE - 4)
    .replace(/[._-]+$/, '')
  return letters.length >= SHORTEST_HANDLE ? letters : `${letters}member`.slice(0, LONGEST_HANDLE - 4)
}
