import type { ConversionContext } from './conversion.ts'
import { find, lineOf, textOf } from './html-tree.ts'
import type { HtmlElement } from './html-tree.ts'
import { isImage } from './images.ts'
import type { InlineToken } from './inline-token.ts'
import { writeInline } from './inline-writer.ts'
import { internalLink } from './internal-links.ts'
import { isOldHostFile, isSameAddress, markdownUrl, resolveUrl } from './urls.ts'

/** A link, mention or hashtag in tokens. A link without a target that may be carried gives its content. */
export function linkTokens(
  node: HtmlElement,
  context: ConversionContext,
  inner: () => InlineToken[],
): InlineToken[] {
  const mention = mentionTokens(node, context)
  if (mention) return mention
  const href = node.attributes['href']
  if (href === undefined) return inner()
  if (href.startsWith('#')) return fragmentTokens(node, href, context, inner)
  const url = resolveUrl(href, context.origin)
  if (url === null) {
    context.losses.add('unsafe-link', href)
    return inner()
  }
  const internal = internalLink(url, context)
  if (internal) {
    const { path, title, handle } = internal
    const named = isSameAddress(lineOf(node), url) || lineOf(node) === href
    if (title !== undefined && (named || lineOf(node) === title)) return [{ kind: 'thread', path, title }]
    if (handle !== undefined && named) return [{ kind: 'mention', handle }]
    return labelled(node, path, inner())
  }
  if (node.classes.includes('attachment') || isUploadLink(url, context)) {
    context.losses.add('old-host-upload', url)
  }
  const picture = find(node, isImage)
  if (picture && lineOf(node) === '' && picture.attributes['src'] === href) return inner()
  if (!picture && isSameAddress(lineOf(node), url)) {
    return [
      {
        kind: 'address',
        url: url.replace(/[\s<>]/g, (c) => encodeURIComponent(c)),
        card: node.classes.includes('onebox'),
      },
    ]
  }
  return labelled(node, url, inner())
}

function isUploadLink(url: string, context: ConversionContext): boolean {
  return isOldHostFile(url, context.origin) && /\/uploads\//.test(url)
}

/** `[label](target)`; white space at the label's ends moves out of it. */
function labelled(node: HtmlElement, target: string, content: readonly InlineToken[]): InlineToken[] {
  // The pipeline hides nothing within links.
  const shown = content.filter((token) => !('mark' in token && token.mark === 'spoiler'))
  const label = writeInline(shown, { inLink: true, inTable: false }).join(' ')
  const text = textOf(node)
  const leading: InlineToken[] = /^\s/.test(text) ? [{ kind: 'text', text: ' ' }] : []
  const trailing: InlineToken[] = /\s$/.test(text) ? [{ kind: 'text', text: ' ' }] : []
  if (label === '') return leading
  return [...leading, { kind: 'raw', markdown: `[${label}](${markdownUrl(target)})` }, ...trailing]
}

function mentionTokens(node: HtmlElement, context: ConversionContext): InlineToken[] | null {
  if (node.classes.includes('mention-group')) return [{ kind: 'text', text: lineOf(node) }]
  if (!node.classes.includes('mention')) return null
  const handle = context.links.member(lineOf(node).replace(/^@/, ''))
  if (handle !== null) return [{ kind: 'mention', handle }]
  context.losses.add('unresolved-member-link', lineOf(node))
  return [{ kind: 'text', text: lineOf(node) }]
}

/** Links within a page: anchors of headings vanish; others stay as their text, for ids are not carried. */
function fragmentTokens(
  node: HtmlElement,
  href: string,
  context: ConversionContext,
  inner: () => InlineToken[],
): InlineToken[] {
  if (lineOf(node) === '') return []
  context.losses.add('unlinked-fragment', href)
  return inner()
}
