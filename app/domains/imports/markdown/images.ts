import type { ConversionContext } from './conversion.ts'
import { find, hasClass, isElement, lineOf } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { isOldHostFile, markdownUrl, resolveUrl } from './urls.ts'

/** Whether the node is a picture: an image, or the frame that opens one in full size. */
export function isImage(node: HtmlNode): boolean {
  return isElement(node, 'img') || hasClass(node, 'lightbox-wrapper') || hasClass(node, 'lightbox')
}

/** `![alt|WIDTHxHEIGHT](address)`; a framed picture gives its full size. Null where there is nothing to show. */
export function imageMarkdown(node: HtmlElement, context: ConversionContext): string | null {
  const image = isElement(node, 'img') ? node : find(node, (child) => child.name === 'img')
  if (!image) return null
  const frame = hasClass(node, 'lightbox') ? node : find(node, (child) => child.classes.includes('lightbox'))
  const url = resolveUrl(frame?.attributes['href'] ?? image.attributes['src'] ?? '', context.origin)
  if (url === null) return null
  if (isOldHostFile(url, context.origin)) context.losses.add('old-host-upload', url)
  const alt = altText(image.attributes['alt'] ?? image.attributes['title'] ?? '')
  const size = frame ? (fullSize(frame) ?? shownSize(image)) : shownSize(image)
  return `![${alt}${size ? `|${size}` : ''}](${markdownUrl(url)})`
}

function altText(alt: string): string {
  return alt
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[|]/g, '¦')
    .replace(/[\\[\]`*_<&!~:@]/g, '\\$&')
}

function shownSize(image: HtmlElement): string | null {
  const width = pixels(image.attributes['width'])
  const height = pixels(image.attributes['height'])
  return width && height ? `${width}x${height}` : null
}

function pixels(value: string | undefined): number | null {
  const size = Number.parseInt(value ?? '', 10)
  return /^\d+(?:px|\.\d+)?$/.test(value ?? '') && size > 0 ? size : null
}

/** Reads `2340×1080 1.54 MB` below the frame. */
function fullSize(frame: HtmlElement): string | null {
  const information = find(frame, (child) => child.classes.includes('informations'))
  const match = information && /(\d+)\s*[×x]\s*(\d+)/.exec(lineOf(information))
  return match && Number(match[1]) > 0 && Number(match[2]) > 0 ? `${match[1]}x${match[2]}` : null
}
