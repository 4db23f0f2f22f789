/** Opens a picture of a post over the page, in the dialog that the page brings. Modified clicks stay links. */
export function lightbox(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a.zoom')
  const dialog = document.querySelector<HTMLDialogElement>('#lightbox')
  if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const picture = new Image()
  picture.src = link.href
  picture.alt = link.querySelector('img')?.alt ?? ''
  dialog.prepend(picture)
  dialog.addEventListener('close', () => picture.remove(), { once: true })
  dialog.addEventListener('click', (click) => click.target === dialog && dialog.close())
  dialog.showModal()
}
