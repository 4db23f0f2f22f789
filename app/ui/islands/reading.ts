/** Milliseconds between two reports while somebody reads. */
const EVERY = 5_000
/** Without a sign of life for so long, nobody reads any more: the time does not count. */
const AWAKE = 60_000

/**
 * Keeps how far a member reads, as they read: the number of the last post whose end was on the screen, and the seconds in
 * which the page was to be seen. Reports go out every few seconds and when the page is left, as the form of the page does.
 */
export function reportReading(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-reading]')
  if (!form) return
  form.hidden = true
  const posts = [...document.querySelectorAll<HTMLElement>('article[id^="p"]')]
  // Numbers after the last post of the page are of posts that are gone: who is at its end has read them, too.
  const numberOf = (post: Element) =>
    post === posts.at(-1) ? Number(form.dataset['reading']) : Number(post.id.slice(1))
  const thread = form.querySelector<HTMLInputElement>('input[name=thread]')?.value ?? ''
  const postOf = new WeakMap<Element, Element>()
  let read = 0
  let reported = 0
  let seconds = 0
  let lastSign = Date.now()

  const report = () => {
    if (read === 0 || (read === reported && seconds < 1)) return
    const fields = new URLSearchParams({
      thread,
      by: 'script',
      number: String(read),
      seconds: String(Math.round(seconds)),
    })
    reported = read
    seconds = 0
    // It outlives the page, and nobody waits for it.
    navigator.sendBeacon(form.action, fields)
  }

  const seen = new IntersectionObserver((entries) => {
    if (document.visibilityState !== 'visible') return
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) read = Math.max(read, numberOf(postOf.get(target) ?? target))
    // The first look is worth a report of its own: many leave after it.
    if (reported === 0) report()
  })
  const observe = () => {
    seen.disconnect()
    for (const post of posts) {
      const end = endOf(post)
      postOf.set(end, post)
      seen.observe(end)
    }
  }
  for (const sign of ['scroll', 'pointermove', 'keydown', 'touchstart'])
    addEventListener(sign, () => (lastSign = Date.now()), { passive: true })
  setInterval(() => {
    if (document.visibilityState === 'visible' && Date.now() - lastSign < AWAKE) seconds += EVERY / 1_000
    report()
  }, EVERY)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') report()
    else observe()
  })
  addEventListener('pagehide', report)
  observe()
}

/** The end of a post is what counts; of one that is folded, or of what stands in place of one, all of it. */
function endOf(post: Element): Element {
  const foot = post.querySelector('.post-foot') ?? post.querySelector('.prose')?.lastElementChild
  return post.closest('details:not([open])') ?? foot ?? post
}
