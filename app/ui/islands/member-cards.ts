/** Milliseconds of rest before a card opens, and after which one that was left closes. */
const REST = 350
const LEAVE = 250

/**
 * Opens a card about a person where somebody rests on their name or picture, comes to it by keyboard, or taps it. The card
 * stands right behind the link, so Tab leads into it; Escape closes it, and the focus stays where it was. Without script, with
 * a modifier, or where the card does not come, the link is a link.
 */
export function memberCards(): void {
  let opening = 0
  let closing = 0
  let shown: { link: HTMLAnchorElement; card: HTMLElement } | null = null

  const close = () => {
    clearTimeout(opening)
    clearTimeout(closing)
    shown?.card.remove()
    shown = null
  }
  const open = async (link: HTMLAnchorElement) => {
    clearTimeout(opening)
    clearTimeout(closing)
    if (shown?.link === link) return
    close()
    const card = await fetchCard(link)
    // Somebody may have gone on, or another card be there meanwhile.
    if (!card || shown || !link.isConnected) return card !== null
    shown = { link, card }
    link.after(card)
    card.showPopover()
    place(card, link)
    return true
  }
  const openSoon = (link: HTMLAnchorElement) => {
    clearTimeout(opening)
    clearTimeout(closing)
    opening = window.setTimeout(() => void open(link), REST)
  }
  const closeSoon = () => {
    clearTimeout(opening)
    clearTimeout(closing)
    closing = window.setTimeout(close, LEAVE)
  }

  addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch' || !(target instanceof Element)) return
    const link = personLink(target)
    if (link) openSoon(link)
    else if (shown?.card.contains(target)) clearTimeout(closing)
    else closeSoon()
  })
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || shown?.card.contains(target)) return
    const link = personLink(target)
    if (link?.matches(':focus-visible')) openSoon(link)
    else closeSoon()
  })
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !shown) return
    const { link, card } = shown
    const within = card.contains(document.activeElement)
    close()
    if (within) link.focus()
    // The focus is on the name again, which would open it once more.
    clearTimeout(opening)
  })
  // A tap opens the card; it has the way on.
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? personLink(event.target) : null
    if (!link || event.pointerType !== 'touch') return
    event.preventDefault()
    void open(link).then((done) => {
      if (done === false) location.assign(link.href)
    })
  })
  addEventListener('scroll', closeSoon, { passive: true })
}

/** A link to a person's page, in the text of a page. */
function personLink(target: Element): HTMLAnchorElement | null {
  const link = target.closest<HTMLAnchorElement>('main a[href^="/u/"]')
  return link && /^\/u\/[^/]+$/.test(link.pathname) && !link.search && !link.closest('.member-card')
    ? link
    : null
}

async function fetchCard(link: HTMLAnchorElement): Promise<HTMLElement | null> {
  const answer = await fetch(`${link.pathname}/card`, { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return null
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const card = page.querySelector<HTMLElement>('.member-card')
  if (!card) return null
  card.popover = 'manual'
  // Who follows somebody from here stays here.
  const back = card.querySelector<HTMLInputElement>('input[name=to]')
  if (back) back.value = location.pathname + location.search
  return card
}

/** Below the link where there is room, else above; never beyond the window. */
function place(card: HTMLElement, link: HTMLElement): void {
  const at = link.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = card
  const below = at.bottom + 6
  const top = below + height < innerHeight ? below : Math.max(6, at.top - height - 6)
  const start = document.dir === 'rtl' ? at.right - width : at.left
  card.style.top = `${top}px`
  card.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`
}
