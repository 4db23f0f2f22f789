import type { Token } from 'markdown-it'
import { detectLanguage } from './detect-language.ts'
import { markdown } from './markdown.ts'
import { plainText } from './plain-text.ts'
import { newPost, toEnv } from './post-environment.ts'
import type { References } from './references.ts'
import { sanitizePost } from './sanitize.ts'
import { PIPELINE_VERSION } from './version.ts'

export interface BakeOptions {
  /** For example `https://forum.example`; tells our own links from others. */
  siteOrigin: string
  /** Stands before every id in the HTML, for example `p123-`: posts that share a page need different ones. */
  idPrefix?: string
}

export interface BakedPost {
  /** Safe to send as it is. The README lists every element and class. */
  html: string
  /** Plain text of at most 280 characters, without quotes, code blocks and hidden parts; may be empty. */
  excerpt: string
  /** Plain text for the search index, without quoted posts and spoilers. */
  text: string
  /** Of the text: ISO 639-1, or `und` where it is too short to tell. */
  language: string
  version: number
  /** Whether there is a code block. */
  hasCode: boolean
  imageCount: number
  /** Members who are spoken to, each once, in order; not those within quotes. */
  mentionedHandles: string[]
}

const ID_PREFIX = /^(?:[a-z][a-z0-9]{0,19}-)?$/

/**
 * Turns the Markdown of a post into what is stored beside it. Pure: the same source, references and options give the
 * same result in any process. Any string is accepted; nothing in it can make this throw.
 *
 * @throws TypeError for options that no caller should have: a `siteOrigin` that is no address, or an `idPrefix`
 *   that is not lower-case letters and digits with a hyphen at the end.
 */
export function bakePost(source: string, references: References, options: BakeOptions): BakedPost {
  const { idPrefix = '' } = options
  if (!ID_PREFIX.test(idPrefix)) throw new TypeError(`idPrefix must look like "p123-", not "${idPrefix}"`)
  const siteOrigin = new URL(options.siteOrigin).origin
  const env = toEnv(newPost(references, siteOrigin, idPrefix))
  const tokens = markdown.parse(source.toWellFormed(), env)
  const html = sanitizePost(markdown.renderer.render(tokens, markdown.options, env), siteOrigin)
  const plain = plainText(tokens)
  return {
    html,
    ...plain,
    language: detectLanguage(plain.text),
    version: PIPELINE_VERSION,
    ...survey(tokens),
  }
}

/** Counts and collects what callers want to know without reading HTML. */
function survey(tokens: readonly Token[]): Pick<BakedPost, 'hasCode' | 'imageCount' | 'mentionedHandles'> {
  const mentioned = new Set<string>()
  let hasCode = false
  let imageCount = 0
  let quotes = 0
  for (const { type, nesting, children } of tokens) {
    if (type === 'fence' || type === 'code_block') hasCode = true
    else if (type === 'blockquote_open' || type === 'blockquote_close') quotes += nesting
    for (const child of children ?? []) {
      if (child.type === 'image') imageCount++
      else if (child.type === 'mention' && quotes === 0) mentioned.add(child.content)
    }
  }
  return { hasCode, imageCount, mentionedHandles: [...mentioned] }
}
