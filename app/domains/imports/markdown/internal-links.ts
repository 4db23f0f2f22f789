import type { ConversionContext } from './conversion.ts'
import { isOldHostFile } from './urls.ts'

export type InternalLink = { path: string; title?: string; handle?: string }

/**
 * Where an address of the old forum leads now: a path from our root, and the thread's title or the member's handle. Null for addresses elsewhere and for what was not imported (that is counted).
 */
export function internalLink(url: string, context: ConversionContext): InternalLink | null {
  const path = oldPath(url, context.origin)
  if (path === null) return null
  const [kind = '', ...rest] = path.split('/')
  if (kind === 't') return threadLink(rest, url, context)
  if (kind === 'u' || kind === 'users') return memberLink(rest[0] ?? '', url, context)
  if (kind === 'c') return spaceLink(rest, url, context)
  if (kind === 'p' && /^\d+$/.test(rest[0] ?? '')) return lost('unresolved-site-link', url, context)
  if (kind === '') return { path: '/' }
  if (!isUpload(kind) && isOldHostFile(url, context.origin)) return lost('unresolved-site-link', url, context)
  return null
}

/** The path of an address on the old host, without slashes at its ends; null for other hosts. */
function oldPath(url: string, origin: string): string | null {
  if (!URL.canParse(url, origin)) return null
  const parsed = new URL(url, origin)
  if (!/^https?:$/.test(parsed.protocol) || parsed.host !== new URL(origin).host) return null
  return parsed.pathname.replace(/^\/+|\/+$/g, '')
}

function isUpload(kind: string): boolean {
  return kind === 'uploads' || kind === 'secure-uploads' || kind === 'images' || kind === 'user_avatar'
}

/** `t/<slug>/<id>[/<post>]`, `t/<id>[/<post>]`, and `t/<slug>` from the days when titles were unique. */
function threadLink(rest: string[], url: string, context: ConversionContext): InternalLink | null {
  const numbers = rest.filter((part) => /^\d+$/.test(part)).map(Number)
  const slugFirst = !/^\d+$/.test(rest[0] ?? '')
  const topic = numbers[0] ?? (slugFirst ? context.links.topicBySlug(rest[0] ?? '') : null)
  if (topic === null || topic === undefined) return lost('unresolved-thread-link', url, context)
  const post = numbers[1] ?? null
  const found = context.links.thread(topic, post) ?? context.links.thread(topic, null)
  return found ?? lost('unresolved-thread-link', url, context)
}

function memberLink(name: string, url: string, context: ConversionContext): InternalLink | null {
  const handle = context.links.member(decode(name))
  if (handle === null) return lost('unresolved-member-link', url, context)
  return { path: `/u/${encodeURIComponent(handle)}`, handle }
}

function spaceLink(rest: string[], url: string, context: ConversionContext): InternalLink | null {
  const category = rest.findLast((part) => part !== 'l' && part !== 'none') ?? ''
  const path = context.links.space(/^\d+$/.test(category) ? Number(category) : category)
  return path === null ? lost('unresolved-site-link', url, context) : { path }
}

function lost(
  kind: 'unresolved-thread-link' | 'unresolved-member-link' | 'unresolved-site-link',
  url: string,
  context: ConversionContext,
): null {
  context.losses.add(kind, url)
  return null
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
