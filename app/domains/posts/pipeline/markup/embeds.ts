import type { MarkdownIt, StateCore, Token } from 'markdown-it'

export interface Embed {
  provider: 'youtube' | 'vimeo'
  video: string
  /** Where to begin, in seconds. */
  start: number
}

const YOUTUBE_HOSTS = new Set(['youtube.com', 'www.youtube.com', 'm.youtube.com', 'music.youtube.com'])
const YOUTUBE_ID = /^[\w-]{11}$/
const VIMEO_ID = /^\d{5,12}$/
const START = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?$/

/** Recognises the address of a video on a site that may be embedded, by its parsed host and path; else null. */
export function parseEmbed(href: string): Embed | null {
  const url = URL.parse(href)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.port) return null
  if (YOUTUBE_HOSTS.has(url.hostname) || url.hostname === 'youtu.be') {
    const video = youtubeId(url)
    return video ? { provider: 'youtube', video, start: readStart(url.searchParams) } : null
  }
  if (url.hostname === 'vimeo.com' || url.hostname === 'www.vimeo.com') {
    const video = url.pathname.slice(1)
    return VIMEO_ID.test(video) ? { provider: 'vimeo', video, start: 0 } : null
  }
  return null
}

function youtubeId({ hostname, pathname, searchParams }: URL): string | null {
  const [first, second, ...more] = pathname.slice(1).split('/')
  let id: string | null | undefined
  if (hostname === 'youtu.be') id = second ? null : first
  else if (first === 'watch' && second === undefined) id = searchParams.get('v')
  else if (['shorts', 'live', 'embed'].includes(first ?? '') && more.length === 0) id = second
  return id && YOUTUBE_ID.test(id) ? id : null
}

function readStart(parameters: URLSearchParams): number {
  const match = START.exec(parameters.get('t') ?? parameters.get('start') ?? '')
  if (!match) return 0
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0))
  return hours! * 3600 + minutes! * 60 + seconds!
}

/**
 * The address of a video alone on its line, at the top level or in a container, becomes a figure with the plain link
 * and what a script needs to put the player there on a click. Nothing is loaded from elsewhere before.
 */
function findEmbeds(state: StateCore): void {
  const out: Token[] = []
  let nested = 0
  let changed = false
  const { tokens } = state
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (token.type !== 'details_open' && token.type !== 'details_close') nested += token.nesting
    const children = tokens[i + 1]?.children
    if (token.type !== 'paragraph_open' || nested !== 1 || !children?.some(isAutomaticLink)) {
      out.push(token)
      continue
    }
    const parts = splitLines(children)
    if (!parts.some(({ embed }) => embed)) {
      out.push(token)
      continue
    }
    changed = true
    for (const { embed, line } of parts)
      out.push(...(embed ? [figure(state, embed, line)] : paragraph(state, line)))
    nested--
    i += 2
  }
  if (changed) state.tokens = out
}

interface Part {
  embed: Embed | null
  line: Token[]
}

/** The lines of a paragraph; lines without an embed stay together. */
function splitLines(children: Token[]): Part[] {
  const lines: Token[][] = [[]]
  const breaks: Token[] = []
  for (const child of children) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') {
      breaks.push(child)
      lines.push([])
    } else lines.at(-1)!.push(child)
  }
  const parts: Part[] = []
  lines.forEach((line, index) => {
    const embed = embedOf(line)
    const last = parts.at(-1)
    if (!embed && last && !last.embed) last.line.push(breaks[index - 1]!, ...line)
    else parts.push({ embed, line })
  })
  return parts
}

function isAutomaticLink(token: Token): boolean {
  return token.type === 'link_open' && token.info === 'auto'
}

function embedOf(line: Token[]): Embed | null {
  const [open, text, close, ...more] = line.filter(
    ({ type, content }) => type !== 'text' || content.trim() !== '',
  )
  if (!open || !isAutomaticLink(open) || text?.type !== 'text' || close?.type !== 'link_close') return null
  return more.length === 0 ? parseEmbed(String(open.attrGet('href'))) : null
}

function figure(state: StateCore, embed: Embed, line: Token[]): Token {
  const token = new state.Token('embed', 'figure', 0)
  token.block = true
  token.attrs = [
    ['class', 'embed'],
    ['data-provider', embed.provider],
    ['data-video', embed.video],
  ]
  if (embed.start > 0) token.attrs.push(['data-start', embed.start])
  token.children = line.filter(({ type, content }) => type !== 'text' || content.trim() !== '')
  return token
}

function paragraph(state: StateCore, line: Token[]): Token[] {
  const open = new state.Token('paragraph_open', 'p', 1)
  const inline = new state.Token('inline', '', 0)
  const close = new state.Token('paragraph_close', 'p', -1)
  open.block = inline.block = close.block = true
  inline.children = line
  return [open, inline, close]
}

export function useEmbeds(md: MarkdownIt): void {
  md.core.ruler.push('embeds', findEmbeds)
  md.renderer.rules['embed'] = (tokens, index, options, env, renderer) => {
    const token = tokens[index]!
    const link = renderer.renderInline(token.children ?? [], options, env)
    return `<figure${renderer.renderAttrs(token)}>${link}</figure>\n`
  }
}
