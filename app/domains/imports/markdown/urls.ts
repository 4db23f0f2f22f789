import MarkdownIt from 'markdown-it'

const parser = new MarkdownIt({ linkify: true })
/** What a post may link to; an address with a name before the host only looks like that host. */
const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** The absolute form of an address of the old forum, or null where it is no address that a post may carry. */
export function resolveUrl(address: string, origin: string): string | null {
  const trimmed = address.trim()
  if (trimmed === '' || !URL.canParse(trimmed, origin)) return null
  const url = new URL(trimmed, origin)
  if (!LINK_SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return null
  // What was absolute stays as it was written: parsing would re-encode it.
  return /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : url.href
}

/** An address as the target of a link or image: bare where CommonMark allows, else in angle brackets. */
export function markdownUrl(url: string): string {
  const clean = url.replace(/[\s<>]/g, (c) => encodeURIComponent(c))
  if (/[()\\]/.test(clean) || /&[#\w]+;/.test(clean)) {
    return `<${clean.replace(/\\/g, '%5C').replace(/&(?=[#\w]+;)/g, '&amp;')}>`
  }
  return clean
}

/**
 * Whether the pipeline would make the bare address a link to just this, when the characters of `after`
 * follow it.
 */
export function linksItself(url: string, after: string): boolean {
  if (!/^https?:\/\//i.test(url) || /[*`<>\\]/.test(url)) return false
  const [match] = parser.linkify.match(url + after) ?? []
  return match?.index === 0 && match.lastIndex === url.length
}

/** Whether a link's text is nothing but its address, in whichever encoding. */
export function isSameAddress(text: string, url: string): boolean {
  return text === url || parser.normalizeLinkText(text) === parser.normalizeLinkText(url)
}

/** Files that stay behind on the old forum's host or its content delivery network. */
export function isOldHostFile(url: string, origin: string): boolean {
  const parsed = URL.canParse(url, origin) ? new URL(url, origin) : null
  if (!parsed) return false
  if (parsed.host === new URL(origin).host) return true
  return /(?:^|\.)(?:discourse-cdn\.com|cdck-file-uploads-[\w-]+\..*amazonaws\.com)$/.test(parsed.host)
}
