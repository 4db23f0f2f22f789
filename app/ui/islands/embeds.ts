const PLAYERS: Record<string, (video: string, start: string) => string> = {
  youtube: (video, start) => `https://www.youtube-nocookie.com/embed/${video}?autoplay=1&start=${start}`,
  vimeo: (video, start) => `https://player.vimeo.com/video/${video}?autoplay=1&dnt=1#t=${start}s`,
}

/** Loads a foreign player only when somebody asks for it; a click with a modifier stays a click on the link. */
export function embeds(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('figure.embed > a')
  const { provider = '', video = '', start = '0' } = link?.parentElement?.dataset ?? {}
  const player = PLAYERS[provider]
  if (!link || !player || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const frame = document.createElement('iframe')
  frame.src = player(encodeURIComponent(video), encodeURIComponent(start))
  frame.title = link.textContent.trim()
  frame.allow = 'autoplay; fullscreen; picture-in-picture'
  frame.referrerPolicy = 'strict-origin-when-cross-origin'
  link.replaceWith(frame)
  frame.focus()
}
