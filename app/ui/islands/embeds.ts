/** Loads a foreign player only when somebody asks for it. */
export function embeds(event: MouseEvent): void {
  const figure = (event.target as Element).closest<HTMLElement>('figure.embed[data-src]')
  const asked = (event.target as Element).closest('a, button')
  if (!figure || !asked || asked.closest('figcaption') || event.ctrlKey || event.metaKey || event.shiftKey)
    return
  event.preventDefault()
  const frame = document.createElement('iframe')
  frame.src = figure.dataset['src']!
  frame.title = asked.textContent.trim()
  frame.allow = 'autoplay; fullscreen; picture-in-picture'
  frame.referrerPolicy = 'strict-origin-when-cross-origin'
  asked.replaceWith(frame)
  frame.focus()
}
