/**
 * Opens a picture of a post over the page, in the dialog that the page brings; buttons and arrows lead to the other pictures
 * of the post. Modified clicks stay links.
 */
export function lightbox(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a.zoom')
  const dialog = document.querySelector<HTMLDialogElement>('#lightbox')
  if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const links = [...(link.closest('.prose') ?? document).querySelectorAll<HTMLAnchorElement>('a.zoom')]
  const picture = new Image()
  const closed = new AbortController()
  const { signal } = closed
  const steps = [...dialog.querySelectorAll<HTMLElement>('[data-step]')]
  let at = links.indexOf(link)

  function show(to: number): void {
    at = (to + links.length) % links.length
    picture.src = links[at]!.href
    picture.alt = links[at]!.querySelector('img')?.alt ?? ''
  }

  for (const step of steps) {
    step.hidden = links.length < 2
    step.addEventListener('click', () => show(at + Number(step.dataset['step'])), { signal })
  }
  dialog.addEventListener('click', (click) => click.target === dialog && dialog.close(), { signal })
  dialog.addEventListener(
    'keydown',
    ({ key }) => {
      const forth = getComputedStyle(dialog).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
      if (key.startsWith('Arrow') && /Left|Right/.test(key)) show(at + (key === forth ? 1 : -1))
    },
    { signal },
  )
  dialog.addEventListener(
    'close',
    () => {
      picture.remove()
      closed.abort()
    },
    { signal },
  )
  show(at)
  dialog.prepend(picture)
  dialog.showModal()
}
