/** What an address below `/t/` means: a thread of ours, or an old address of an imported forum (of its feed: `feed`). */
export type ThreadPath =
  | { kind: 'ours'; id: number; slug: string | null; number: number | null }
  | { kind: 'old'; topicId: number; post: number | null; feed?: true }

const isId = (text: string | undefined): text is string => text !== undefined && /^\d+$/.test(text)

/** The id that digits name. Ids beyond PostgreSQL's integers name nothing and become 0; they must not become an error there. */
export const toId = (text: string) => (text.length <= 10 && Number(text) <= 2_147_483_647 ? Number(text) : 0)

/**
 * Reads `/t/<id>[/<slug>[/<number>]]` and the old `/t/<slug>/<id>[/<post>]`. Slugs are never digits only, so the two
 * can't be mistaken for each other; of the latter `/t/<slug>/<id>.rss` is the feed. Null when it is neither.
 */
export function parseThreadPath(params: {
  first: string
  second?: string | undefined
  third?: string | undefined
}): ThreadPath | null {
  const { first, second, third } = params
  if (third !== undefined && !isId(third)) return null
  const number = third === undefined ? null : toId(third)
  if (isId(first)) {
    if (isId(second))
      return third === undefined ? { kind: 'ours', id: toId(first), slug: null, number: toId(second) } : null
    return { kind: 'ours', id: toId(first), slug: second ?? null, number }
  }
  if (isId(second)) return { kind: 'old', topicId: toId(second), post: number }
  const [, feedOf] = /^(\d+)\.rss$/.exec(second ?? '') ?? []
  return isId(feedOf) && third === undefined
    ? { kind: 'old', topicId: toId(feedOf), post: null, feed: true }
    : null
}
