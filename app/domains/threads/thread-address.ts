/** Posts per page of a thread: page n holds the numbers 20n−19 … 20n, whether or not all of them exist. */
export const WINDOW = 20

/** The canonical address of a thread, or of one of its pages; ASCII, so that it may stand in a header. */
export function threadHref(thread: { id: number; slug: string }, page = 1): string {
  const path = `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
  return page > 1 ? `${path}?page=${page}` : path
}

/** The page of a thread that holds a post number. */
export function pageOfNumber(number: number): number {
  return Math.max(1, Math.ceil(number / WINDOW))
}

/** The address of a post in its thread: its page and the anchor. */
export function postHref(thread: { id: number; slug: string }, number: number): string {
  return `${threadHref(thread, pageOfNumber(number))}#p${number}`
}

/**
 * Words for an address: letters and digits of any script, joined by hyphens, at most 80 characters. Never digits only
 * (that would look like an id) and never empty.
 */
export function slugOf(title: string): string {
  const words = title
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  // By code points: half of a letter beyond the first plane is no text that the database takes.
  const slug = [...(words ?? []).join('-')].slice(0, 80).join('').replace(/-+$/, '')
  if (slug === '') return 'thread'
  return /^[\p{N}-]+$/u.test(slug) ? `thread-${slug}` : slug
}
