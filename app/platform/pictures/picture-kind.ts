/** The pictures that are taken. Everything else that a decoder could open (SVG, TIFF, HEIC, PDF, …) is refused before it does. */
export const PICTURE_KINDS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const
export type PictureKind = (typeof PICTURE_KINDS)[number]

/** Bytes of a file's beginning that `pictureKind` looks at. */
export const HEAD_BYTES = 64

const startsWith = (head: Uint8Array, bytes: readonly number[], at = 0) =>
  bytes.every((byte, index) => head[at + index] === byte)
const ascii = (head: Uint8Array, from: number, to: number) =>
  Buffer.from(head.subarray(from, to)).toString('latin1')

/** What a file is by its first bytes, whatever it is called; null for what is no picture that is taken. */
export function pictureKind(head: Uint8Array): PictureKind | null {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'gif'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'webp'
  // The major brand must say AVIF: a file that is HEIC first goes to another decoder.
  if (ascii(head, 4, 8) === 'ftyp' && /^avi[fs]$/.test(ascii(head, 8, 12))) return 'avif'
  return null
}
