import { PICTURE_KINDS, pictureKind, type PictureKind } from '#app/platform/pictures/picture-kind.ts'

type FileKind = {
  /** What is told to browsers; with `nosniff`, and never shown within the site. */
  type: string
  /** Whether the first bytes may begin such a file. */
  fits: (head: Uint8Array) => boolean
}

const beginsWith =
  (...signatures: string[]) =>
  (head: Uint8Array) =>
    signatures.some((one) => Buffer.from(head.subarray(0, one.length)).toString('latin1') === one)
const isZip = beginsWith('PK\x03\x04', 'PK\x05\x06')
/** Text has no NUL; what else it says is not looked at, because nothing runs it. */
const isText = (head: Uint8Array) => !head.includes(0)

const zipped = (type: string): FileKind => ({ type, fits: isZip })
const text = (type: string): FileKind => ({ type: `${type}; charset=utf-8`, fits: isText })

/** Files that are no pictures, by the end of their name. They are only ever downloaded. */
const FILE_KINDS: ReadonlyMap<string, FileKind> = new Map(
  Object.entries<FileKind>({
    pdf: { type: 'application/pdf', fits: beginsWith('%PDF-') },
    txt: text('text/plain'),
    md: text('text/plain'),
    csv: text('text/csv'),
    json: text('application/json'),
    gpx: text('application/gpx+xml'),
    ics: text('text/calendar'),
    zip: zipped('application/zip'),
    docx: zipped('application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
    xlsx: zipped('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    pptx: zipped('application/vnd.openxmlformats-officedocument.presentationml.presentation'),
    odt: zipped('application/vnd.oasis.opendocument.text'),
    ods: zipped('application/vnd.oasis.opendocument.spreadsheet'),
    odp: zipped('application/vnd.oasis.opendocument.presentation'),
  }),
)

/** What may be uploaded, as the ends of names: what a refusal lists. */
export const ALLOWED_ENDINGS: readonly string[] = ['jpg', ...PICTURE_KINDS.slice(1), ...FILE_KINDS.keys()]

/** What was sent, by its bytes and its name together. */
export type SentKind = { picture: PictureKind } | { file: string } | null

/**
 * What a file is, or null where it is nothing that is taken. Pictures are known by their bytes alone, because they are made
 * anew; other files by name and bytes, which must not tell two things.
 */
export function kindOf(name: string, head: Uint8Array): SentKind {
  const known = FILE_KINDS.get(/\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '')
  const picture = pictureKind(head)
  if (picture) return known ? null : { picture }
  return known?.fits(head) ? { file: known.type } : null
}
