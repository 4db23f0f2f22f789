interface Search {
  from: number
  at: number
}

const SEARCHES = new WeakMap<object, Map<string, Search>>()

/**
 * `src.indexOf(wanted, from)` that remembers its last result for each parser state, so that asking again and again
 * for what is far away or absent (thousands of unclosed tags) costs one search. `src` must not change per state.
 */
export function findNext(state: object, src: string, wanted: string, from: number): number {
  let searches = SEARCHES.get(state)
  if (!searches) SEARCHES.set(state, (searches = new Map()))
  const last = searches.get(wanted)
  if (last && from >= last.from && (last.at < 0 || from <= last.at)) return last.at
  const at = src.indexOf(wanted, from)
  searches.set(wanted, { from, at })
  return at
}
