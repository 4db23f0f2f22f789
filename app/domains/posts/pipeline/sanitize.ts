import sanitizeHtml from 'sanitize-html'
import { ALLOWED } from './allow-list.ts'
import { LIMITS } from './limits.ts'
import { classifyLink } from './links.ts'

/** Elements that mean nothing without these attributes. */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['figure', ['class', 'data-provider', 'data-video']],
  ['img', ['src']],
  ['input', ['class', 'type', 'aria-label']],
])

function clean(tagName: string, attribs: sanitizeHtml.Attributes, siteOrigin: string): sanitizeHtml.Tag {
  const checks = ALLOWED.get(tagName)
  const kept: sanitizeHtml.Attributes = {}
  // The tags of other elements are dropped by their name, which must stay what it was for that.
  if (!checks) return { tagName, attribs: kept }
  for (const name in attribs) {
    const value = Object.hasOwn(checks, name) ? checks[name]!(attribs[name]!) : null
    if (value !== null) kept[name] = value
  }
  if (tagName === 'a' && kept['href'] !== undefined) secureLink(kept, siteOrigin)
  return { tagName, attribs: kept }
}

/** Whether the tag of an element goes because of what its attributes lack; its content stays. */
function isIncomplete({ tag, attribs }: sanitizeHtml.IFrame): 'excludeTag' | false {
  const required = REQUIRED.get(tag)
  return required && !required.every((name) => attribs[name] !== undefined) ? 'excludeTag' : false
}

/** Drops an address that posts may not link to; tells search engines and the other site nothing about us. */
function secureLink(attribs: sanitizeHtml.Attributes, siteOrigin: string): void {
  const kind = classifyLink(attribs['href']!, siteOrigin)
  if (kind === null) delete attribs['href']
  if (kind === 'external') attribs['rel'] = 'nofollow ugc noopener noreferrer'
}

/** The published types lack an option that the sanitiser has. */
type Options = sanitizeHtml.IOptions & { allowedEmptyAttributes: string[] }

const OPTIONS: Options = {
  allowedTags: [...ALLOWED.keys()],
  allowedAttributes: Object.fromEntries(
    [...ALLOWED].map(([tag, checks]) => [tag, [...Object.keys(checks), ...(tag === 'a' ? ['rel'] : [])]]),
  ),
  allowedEmptyAttributes: ['alt', 'href'],
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  exclusiveFilter: isIncomplete,
  disallowedTagsMode: 'discard',
  selfClosing: [...(sanitizeHtml.defaults.selfClosing ?? []), 'source'],
  nestingLimit: LIMITS.htmlNesting,
}

/**
 * The last step of the pipeline, always: whatever comes in, only what the allow-list names goes out. The text of
 * other elements stays, except of scripts, styles and the like. `siteOrigin` tells our own links from others.
 */
export function sanitizePost(html: string, siteOrigin: string): string {
  return sanitizeHtml(html, {
    ...OPTIONS,
    transformTags: { '*': (tagName, attribs) => clean(tagName, attribs, siteOrigin) },
  })
}
