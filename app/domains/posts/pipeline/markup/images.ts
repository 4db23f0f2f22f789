import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { isImageAddress, parseFileAddress } from '../links.ts'
import { LIMITS } from '../limits.ts'
import { SIZES } from '../picture-sizes.ts'
import { inlineText } from '../plain-text.ts'
import { postOf, type PostEnvironment } from '../post-environment.ts'
import type { PictureReference } from '../references.ts'
import { WORDS } from '../words.ts'

const SIZE = /\|(\d{1,5})x(\d{1,5})(?:,[ ]?(\d{1,3})%)?$/

interface ImageMeta {
  /** It stands in a link of the author's already. */
  linked: boolean
  /** As the author says. */
  size: Size | null
  /** What is known of it where it was uploaded here. */
  shown: (PictureReference & { key: string }) | null
}

interface Size {
  width: number
  height: number
}

/** Two pictures or more, and nothing between them but space. */
function isGallery(children: readonly Token[]): boolean {
  const isSpace = ({ type, content }: Token) => type.endsWith('break') || (type === 'text' && !content.trim())
  const rest = children.filter((child) => !isSpace(child))
  return rest.length > 1 && rest.every(({ type }) => type === 'image')
}

/** Notes for each image its text, its size and whether it already stands in a link. */
function describeImages(state: StateCore): void {
  const post = postOf(state.env)
  for (const [index, { children }] of state.tokens.entries()) {
    if (!children) continue
    const before = state.tokens[index - 1]
    if (before?.type === 'paragraph_open' && isGallery(children)) before.attrJoin('class', 'gallery')
    let links = 0
    for (const token of children) {
      if (token.type === 'link_open') links++
      else if (token.type === 'link_close') links--
      else if (token.type === 'image') describe(token, links > 0, post)
    }
  }
}

function describe(token: Token, linked: boolean, { references, siteOrigin }: PostEnvironment): void {
  const label = inlineText(token.children ?? [])
  const [suffix] = SIZE.exec(label) ?? ['']
  const size = suffix ? readSize(SIZE.exec(label)!) : sizeFromAttributes(token)
  token.content = label.slice(0, label.length - suffix.length)
  const file = parseFileAddress(String(token.attrGet('src')), siteOrigin)
  const upload = file && (references.pictures.get(file.key) ?? null)
  token.meta = { linked, size, shown: file && upload && { ...upload, key: file.key } } satisfies ImageMeta
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
 * gives it a box. Unless it is linked already, the image links to itself in full (`zoom`). A paragraph of nothing but several
 * images is a `gallery`.
 */
export function useImages(md: MarkdownIt): void {
  md.core.ruler.push('images', describeImages)
  md.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index]!
    const src = String(token.attrGet('src'))
    const { escapeHtml } = md.utils
    // Inside the text of another image nothing has been described, and nothing is shown.
    if (!token.meta || !isImageAddress(src)) return escapeHtml(token.content)
    const { linked, size: asked, shown } = token.meta as unknown as ImageMeta
    const size = asked ?? shown
    const title = token.attrGet('title')
    const described = token.content.trim() !== ''
    // In somebody's link the text of the image is the name of the link, and a link must have one.
    const alt = linked && !described ? WORDS.image : token.content
    const tag =
      `<img src="${escapeHtml(shown ? addressOf(shown, shown.files.at(-1)) : src)}" alt="${escapeHtml(alt)}"` +
      (title ? ` title="${escapeHtml(String(title))}"` : '') +
      (size ? ` width="${size.width}" height="${size.height}"` : ' class="unsized"') +
      tintOf(shown) +
      ' loading="lazy" decoding="async">'
    const image = shown ? `<picture>${sourcesOf(shown)}${tag}</picture>` : tag
    if (linked) return image
    const full = shown ? addressOf(shown, largestOf(shown)) : src
    const name = described ? '' : ` aria-label="${WORDS.fullImage}"`
    return `<a class="zoom" href="${escapeHtml(full)}"${name}>${image}</a>`
  }
}

type Shown = NonNullable<ImageMeta['shown']>
type ShownFile = PictureReference['files'][number]

/** The class of its colour, as the style sheet has them: 24, evenly apart. */
const tintOf = (shown: Shown | null) =>
  shown === null || shown.hue === null ? '' : ` class="tint hue-${(Math.round(shown.hue / 15) * 15) % 360}"`
const addressOf = ({ key }: Shown, file: ShownFile | undefined) => `/files/${key}/${file?.name ?? ''}`
const filesOf = ({ files }: Shown, format: string) => files.filter(({ name }) => name.endsWith(`.${format}`))
/** WebP is what everything shows that opens a picture by itself. */
const largestOf = (shown: Shown) => filesOf(shown, 'webp').at(-1) ?? shown.files.at(-1)

/** What browsers choose from: the format that they know, in the width that fits. */
function sourcesOf(shown: Shown): string {
  return ['avif', 'webp']
    .map((format) => ({ format, files: filesOf(shown, format) }))
    .filter(({ files }) => files.length > 0)
    .map(({ format, files }) => {
      const srcset = files.map((file) => `${addressOf(shown, file)} ${file.width}w`).join(', ')
      return `<source type="image/${format}" srcset="${srcset}" sizes="${SIZES}">`
    })
    .join('')
}
