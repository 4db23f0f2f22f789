import { readdirSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { HEAD_BYTES, pictureKind } from './picture-kind.ts'
import { createPictureWork } from './picture-work.ts'
import type { Picture, PictureTask } from './picture.ts'

const folder = await scratchFolder()
const work = createPictureWork({ log: quietLog })
afterAll(() => work.close())

let serial = 0
const size = (width: number, height: number) =>
  ({ create: { width, height, channels: 3, background: '#2a7f4f' } }) as const
async function task(picture: Sharp | Uint8Array, shape: PictureTask['shape'] = 'post'): Promise<PictureTask> {
  const bytes = picture instanceof Uint8Array ? picture : await picture.toBuffer()
  const kind = pictureKind(bytes.subarray(0, HEAD_BYTES))
  if (!kind) throw new Error('no picture by its first bytes')
  const path = join(folder, String(++serial))
  await writeFile(path, bytes)
  return { path, kind, shape }
}
async function taken(picture: Sharp | Uint8Array, shape?: PictureTask['shape']): Promise<Picture> {
  const made = await work.render(await task(picture, shape))
  if (made === 'busy' || 'refused' in made) throw new Error(`not taken: ${JSON.stringify(made)}`)
  return made
}
const names = ({ files }: Picture) => files.map(({ format, width }) => `${width}.${format}`)

test('a photo becomes AVIF and WebP of each width, and a JPEG for what reads neither', async () => {
  const made = await taken(sharp(size(2400, 1200)).jpeg())
  expect(names(made)).toEqual([
    '480.avif',
    '480.webp',
    '960.avif',
    '960.webp',
    '1920.avif',
    '1920.webp',
    '960.jpg',
  ])
  expect(made).toMatchObject({ width: 1920, height: 960, moving: false })
  for (const { format, width, height, bytes } of made.files) {
    const about = await sharp(bytes).metadata()
    expect([about.width, about.height, about.width / about.height]).toEqual([width, height, 2])
    expect(pictureKind(bytes)).toBe(format === 'jpg' ? 'jpeg' : format)
  }
  expect(made.blurhash).toMatch(/^[\w#$%*+,.:;=?@[\]^{|}~-]{28}$/)
  expect(made.hue).toBeGreaterThan(140)
  expect(made.hue).toBeLessThan(170)
})

test('nothing is made larger, and what is transparent stays so', async () => {
  const clear = {
    create: { width: 300, height: 100, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
  } as const
  const made = await taken(sharp(clear).png())
  expect(names(made)).toEqual(['300.avif', '300.webp', '300.png'])
  expect((await sharp(made.files[2]!.bytes).metadata()).hasAlpha).toBe(true)
  expect(made.hue).toBeNull()
})

test('it stands upright, and carries nothing but its pixels', async () => {
  const place = {
    IFD0: { Copyright: 'canary-name', Make: 'canary-camera' },
    IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
  }
  const photo = sharp(size(40, 20))
    .withExif(place)
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">canary-xmp</x:xmpmeta>')
  const sent = await photo.jpeg().toBuffer()
  expect(sent.includes('canary-camera') && sent.includes('canary-xmp')).toBe(true)
  const made = await taken(sent)
  expect([made.width, made.height]).toEqual([20, 40])
  for (const { bytes } of made.files) {
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/canary|Exif|xmpmeta|ICC_PROFILE/)
    const { exif, xmp, icc, orientation } = await sharp(bytes).metadata()
    expect([exif, xmp, icc, orientation ?? 1]).toEqual([undefined, undefined, undefined, 1])
  }
})

test('a moving picture keeps moving, as WebP, with a still one for what reads none', async () => {
  const frame = (color: string) =>
    sharp({ create: { width: 600, height: 30, channels: 3, background: color } })
      .png()
      .toBuffer()
  const frames = await Promise.all(['red', 'green', 'blue'].map(frame))
  const made = await taken(
    await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer(),
  )
  expect(names(made)).toEqual(['480.webp', '600.webp', '600.jpg'])
  expect(made).toMatchObject({ width: 600, height: 30, moving: true })
  expect(made.files[1]!.height).toBe(30)
  const { pages, delay } = await sharp(made.files[1]!.bytes).metadata()
  expect([pages, delay]).toEqual([3, [100, 200, 300]])
})

test('an avatar is a square from the middle, in three sizes', async () => {
  const made = await taken(sharp(size(900, 300)).png(), 'avatar')
  expect(names(made)).toEqual(['64.webp', '192.webp', '384.webp', '384.jpg'])
  expect(made.files.every(({ width, height }) => width === height)).toBe(true)
})

test('too many pixels or frames are refused by the header alone', async () => {
  const wall = sharp(size(8_001, 5_000)).png({ compressionLevel: 9 })
  expect(await work.render(await task(wall))).toEqual({ refused: 'large' })
  const gif = movingGif(10_000)
  const many = await task(gif)
  expect(await work.render(many)).toEqual({ refused: 'large' })
})

test('what is cut short or only begins like a picture is refused, and the process lives on', async () => {
  await taken(sharp(size(9, 9)).png())
  const worker = work.worker()
  const whole = await sharp({
    create: { ...size(300, 300).create, noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .jpeg()
    .toBuffer()
  for (const bytes of [
    whole.subarray(0, whole.length / 2),
    Buffer.concat([whole.subarray(0, 12), Buffer.from('<?php system($_GET["c"]); ?>')]),
    Buffer.from('\x89PNG\r\n\x1a\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'latin1'),
    Buffer.from('GIF89a/*<script>*/=1', 'latin1'),
  ])
    expect(await work.render(await task(bytes))).toMatchObject({ refused: 'broken' })
  expect(work.worker()).toBe(worker)
})

test('what takes too long is refused, and its process is gone', async () => {
  const hasty = createPictureWork({ log: quietLog, timeLimitMs: 1 })
  expect(await hasty.render(await task(sharp(size(2000, 2000)).png()))).toEqual({ refused: 'large' })
  expect(hasty.worker()).toBeNull()
})

test.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
  ['TIFF', 'II*\0\x08\0\0\0'],
  ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['HEIC that says AVIF later', '\0\0\0\x1cftypmif1\0\0\0\0avifmif1'],
  ['PDF', '%PDF-1.7'],
  ['HTML', '<html><img src=x>'],
  ['nothing', ''],
])('%s is no picture, by its first bytes', (_name, text) => {
  expect(pictureKind(Buffer.from(text, 'latin1'))).toBeNull()
})

/** A GIF of one pixel with so many frames. */
function movingGif(frames: number): Buffer {
  const head = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])
  return Buffer.concat([
    Buffer.from(head),
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
  ])
}

const corpora = ['corpora/images', 'corpora/upload'].map(fixturesPath)
test.skipIf(corpora.includes(null))(
  'every hostile file is refused or made anew, in little time',
  { timeout: 120_000 },
  async () => {
    const outcomes: Record<string, number> = { other: 0, refused: 0, taken: 0 }
    for (const path of corpora.flatMap(filesBelow)) {
      const bytes = readFileSync(path)
      const kind = pictureKind(bytes.subarray(0, HEAD_BYTES))
      if (!kind) {
        outcomes['other']! += 1
        continue
      }
      const made = await work.render({ path, kind, shape: 'post' })
      if (made === 'busy') throw new Error('nobody else asks')
      outcomes['refused' in made ? 'refused' : 'taken']! += 1
      for (const file of 'files' in made ? made.files : [])
        expect(Buffer.from(file.bytes).toString('latin1'), path).not.toMatch(
          /<\?php|<script|onerror|alert\(/i,
        )
    }
    // Both happen: neither is everything refused, nor is anything let through unseen.
    expect(outcomes['refused']).toBeGreaterThan(8)
    expect(outcomes['taken']).toBeGreaterThan(8)
    expect(outcomes['other']).toBeGreaterThan(30)
  },
)
if (corpora.includes(null))
  console.info('Skipped the hostile corpora: set GUILDHALL_FIXTURES to their folder')

function filesBelow(folder: string | null): string[] {
  const names = folder ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  return names.map((name) => join(folder ?? '', name)).filter((path) => statSync(path).isFile())
}
