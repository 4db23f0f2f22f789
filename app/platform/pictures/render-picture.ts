import sharp, { type Metadata, type OutputInfo, type Sharp, type Stats } from 'sharp'
import { MOST_FRAMES, MOST_PIXELS } from './picture-limits.ts'
import type { PictureKind } from './picture-kind.ts'
import { placeholderOf, type Placeholder } from './placeholder.ts'
import type { Picture, PictureFile, PictureRefusal, PictureTask } from './picture.ts'

// Import it in child processes alone. One picture at a time, nothing kept between two, and no decoder but those of the
// pictures that are taken: what somebody calls a PNG never reaches the one for SVG.
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((decoder) => `VipsForeignLoad${decoder}`),
})

/** Pixels wide. Nothing is made larger than it came. */
const WIDTHS = { post: [480, 960, 1920], avatar: [64, 192, 384] }
/** A moving picture costs its size times its frames. */
const MOVING_WIDTHS = [480, 960]
/** No format here is taller than 16,383 pixels; what is cut from a wall of text is read in the full width below this. */
const MOST_HIGH = 12_000
/** For what reads neither AVIF nor WebP. */
const FALLBACK_WIDTH = 960
/**
 * Measured against effort 4, which takes three to nine times as long: effort 2 costs 3 % of the bytes at 480 pixels, 12 % at 960
 * and 25 % at 1920.
 */
const AVIF = { quality: 50, effort: 2 }
const WEBP = { quality: 78, effort: 4 }
const MOVING_WEBP = { quality: 70, effort: 2 }
const SHEET = 32

/**
 * Makes of a picture what is shown of it, upright, without anything that it carried besides its pixels. What can't be
 * shown is told as such; only faults of ours reject.
 */
export async function renderPicture({ path, kind, shape }: PictureTask): Promise<Picture | PictureRefusal> {
  try {
    // The header is read whatever it says; only what it says is decoded within the limit.
    const about = await sharp(path, { limitInputPixels: false }).metadata()
    const refused = refusalOf(about, kind)
    if (refused) return { refused }
    return (about.pages ?? 1) > 1 && shape === 'post' ? await moving(path, about) : await still(path, shape)
  } catch (error) {
    // libvips says in many words, but in no code, that it can't read something; the file was there, so it is the file.
    return {
      refused: 'broken',
      because: error instanceof Error ? error.message.slice(0, 200) : String(error),
    }
  }
}

const open = (path: string, frames: 1 | -1 = 1) =>
  sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: frames })

function refusalOf(
  { format, width, height, pages = 1 }: Metadata,
  kind: PictureKind,
): 'broken' | 'large' | null {
  // The decoder and the first bytes must agree on what it is.
  if (format !== (kind === 'avif' ? 'heif' : kind)) return 'broken'
  return pages > MOST_FRAMES || width * height * pages > MOST_PIXELS ? 'large' : null
}

async function still(path: string, shape: PictureTask['shape']): Promise<Picture> {
  const widths = WIDTHS[shape]
  const most = widths.at(-1)!
  const upright = open(path).autoOrient().toColourspace('srgb')
  const fitted =
    shape === 'avatar'
      ? upright.resize(most, most, { fit: 'cover', withoutEnlargement: false })
      : upright.resize(most, MOST_HIGH, { fit: 'inside', withoutEnlargement: true })
  const { data, info } = await fitted.raw().toBuffer({ resolveWithObject: true })
  const pixels = () =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  const sized = (width: number) => pixels().resize({ width, withoutEnlargement: true })
  const files: PictureFile[] = []
  for (const width of [...widths.filter((one) => one < info.width), info.width]) {
    if (shape === 'post') files.push(await encode(sized(width).avif(AVIF), 'avif'))
    files.push(await encode(sized(width).webp(WEBP), 'webp'))
  }
  files.push(await fallback(sized(Math.min(info.width, FALLBACK_WIDTH)), await pixels().stats()))
  return { ...(await dressed(pixels())), width: info.width, height: info.height, moving: false, files }
}

async function moving(path: string, { width }: Metadata): Promise<Picture> {
  const most = Math.min(width, MOVING_WIDTHS.at(-1)!)
  const files: PictureFile[] = []
  for (const one of [...MOVING_WIDTHS.filter((each) => each < most), most])
    files.push(await encode(open(path, -1).resize({ width: one }).webp(MOVING_WEBP), 'webp'))
  const { data, info } = await open(path).resize({ width: most }).png().toBuffer({ resolveWithObject: true })
  files.push(await fallback(sharp(data), await sharp(data).stats()))
  return { ...(await dressed(sharp(data))), width: info.width, height: info.height, moving: true, files }
}

const fallback = (picture: Sharp, { isOpaque }: Stats) =>
  isOpaque
    ? encode(picture.jpeg({ quality: 80, mozjpeg: true }), 'jpg')
    : encode(picture.png({ compressionLevel: 9 }), 'png')

async function encode(picture: Sharp, format: PictureFile['format']): Promise<PictureFile> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return { format, width: info.width, height: heightOf(info), bytes: data }
}

/** Frames lie below each other. */
const heightOf = ({ height, pageHeight }: OutputInfo) => pageHeight ?? height

async function dressed(picture: Sharp): Promise<Placeholder> {
  const small = picture.resize(SHEET, SHEET, { fit: 'inside' }).ensureAlpha().raw()
  const { data, info } = await small.toBuffer({ resolveWithObject: true })
  return placeholderOf(new Uint8ClampedArray(data), info.width, info.height)
}
