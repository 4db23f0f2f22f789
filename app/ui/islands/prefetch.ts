const WAIT = 65
const fetched = new Set<string>()

/** Fetches the page behind a link that somebody rests on or touches, unless they save data. */
export function prefetch(): void {
  const connection = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection
  if (connection?.saveData || connection?.effectiveType?.includes('2g')) return
  let timer = 0
  addEventListener('pointerover', (event) => {
    clearTimeout(timer)
    const link = pageLink(event.target)
    if (link && event.pointerType === 'mouse') timer = window.setTimeout(load, WAIT, link)
  })
  addEventListener('touchstart', (event) => load(pageLink(event.target)), { passive: true })
}

function pageLink(target: EventTarget | null): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return null
  const samePage = link.pathname === location.pathname && link.search === location.search
  return samePage || link.matches('.zoom') ? null : link
}

function load(link: HTMLAnchorElement | null): void {
  const href = link && link.origin + link.pathname + link.search
  if (!href || fetched.has(href)) return
  fetched.add(href)
  const hint = document.createElement('link')
  hint.rel = 'prefetch'
  hint.href = href
  document.head.append(hint)
}
