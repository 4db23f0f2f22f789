import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { isImageAddress } from '../links.ts'
import { LIMITS } from '../limits.ts'
import { inlineText } from '../plain-text.ts'
import { WORDS } from '../words.ts'

const SIZE = /\|(\d{1,5})x(\d{1,5})(?:,[ ]?(\d{1,3})%)?$/

interface Size {
  width: number
  height: number
}

/** Notes for each image its text, its size and whether it already stands in a link. */
function describeImages(state: StateCore): void {
  for (const { children } of state.tokens) {
    if (!children) continue
    let links = 0
    for (const token of children) {
      if (token.type === 'link_open') links++
      else if (token.type === 'link_close') links--
      else if (token.type === 'image') describe(token, links > 0)
    }
  }
}

function describe(token: Token, linked: boolean): void {
  const label = inlineText(token.children ?? [])
  const [suffix] = SIZE.exec(label) ?? ['']
  const size = suffix ? readSize(SIZE.exec(label)!) : sizeFromAttributes(token)
  token.content = label.slice(0, label.length - suffix.length)
  token.meta = { linked, size }
}

function readSize([, width, height, percent]: RegExpExecArray): Size | null {
  const scale = percent ? Number(percent) / 100 : 1
  return checkedSize(Math.round(Number(width) * scale), Math.round(Number(height) * scale))
}

function sizeFromAttributes(token: Token): Size | null {
  return checkedSize(Number(token.attrGet('width')), Number(token.attrGet('height')))
}

function checkedSize(width: number, height: number): Size | null {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= LIMITS.imageSide
  return isSide(width) && isSide(height) ? { width, height } : null
}

/**
 * `![text|690x400](address "title")`: the page keeps the place free by the size; without one the class `unsized`
 * gives it a box. Unless it is linked already, the image links to itself in full (`zoom`).
 */
export function useImages(md: MarkdownIt): void {
  md.core.ruler.push('images', describeImages)
  md.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index]!
    const src = String(token.attrGet('src'))
    const { escapeHtml } = md.utils
    // Inside the text of another image nothing has been described, and nothing is shown.
    if (!token.meta || !isImageAddress(src)) return escapeHtml(token.content)
    const { linked, size } = token.meta as { linked: boolean; size: Size | null }
    const title = token.attrGet('title')
    const described = token.content.trim() !== ''
    // In somebody's link the text of the image is the name of the link, and a link must have one.
    const alt = linked && !described ? WORDS.image : token.content
    const image =
      `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"` +
      (title ? ` title="${escapeHtml(String(title))}"` : '') +
      (size ? ` width="${size.width}" height="${size.height}"` : ' class="unsized"') +
      ' loading="lazy" decoding="async">'
    if (linked) return image
    const name = described ? '' : ` aria-label="${WORDS.fullImage}"`
    return `<a class="zoom" href="${escapeHtml(src)}"${name}>${image}</a>`
  }
}
