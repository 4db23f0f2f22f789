/** A click keeps an inline spoiler open; without script it shows while it has the focus. */
export function spoilers(event: Event): void {
  ;(event.target as Element).closest('span.spoiler')?.classList.toggle('open')
}
