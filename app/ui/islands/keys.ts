import { remember } from './store.ts'

const POSTS = '.post, .gone-post'

/** J and K walk through the posts of a thread. Off while one types, or for good by the switch on the page. */
export function postKeys(event: KeyboardEvent): void {
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
  const typing = (event.target as Element).closest('input, textarea, select, [contenteditable], dialog')
  const modified = event.ctrlKey || event.metaKey || event.altKey
  if (!step || typing || modified || document.documentElement.dataset['keys'] === 'off') return
  const posts = [...document.querySelectorAll<HTMLElement>(POSTS)]
  const next = posts[indexOfCurrent(posts) + step]
  if (!next) return
  event.preventDefault()
  next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'start' })
}

/** The focused post, else the last one whose beginning has been scrolled past the header. */
function indexOfCurrent(posts: readonly HTMLElement[]): number {
  const focused = posts.findIndex((post) => post.contains(document.activeElement))
  return focused >= 0 ? focused : posts.findLastIndex((post) => post.getBoundingClientRect().top < 60)
}

export function keySwitch(event: Event): void {
  if (!(event.target as Element).closest('[data-keys-switch]')) return
  const root = document.documentElement
  const off = root.dataset['keys'] !== 'off'
  if (off) root.dataset['keys'] = 'off'
  else delete root.dataset['keys']
  remember('keys', off ? 'off' : null)
}
