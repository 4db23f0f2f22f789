import { fileHref, WHOLE } from './upload-address.ts'

/** One of the files of an upload, as the row keeps it. `width` of pictures, in pixels. */
export type StoredFile = { name: string; type: string; bytes: number; width?: number }

export type UploadRow = {
  key: string
  kind: 'picture' | 'avatar' | 'file'
  name: string
  alt: string
  bytes: number
  width: number | null
  height: number | null
  blurhash: string
  files: StoredFile[]
}

/** An upload as its owner sees it. */
export type UploadView = Omit<UploadRow, 'files'> & {
  /** The file that everything can show, or the download. */
  href: string
  /** What puts it into a post. */
  markdown: string
}

export function toUploadView({ files, ...row }: UploadRow): UploadView {
  const href = fileHref(row.key, files.at(-1)?.name ?? WHOLE)
  const text = (row.kind === 'file' ? row.name : row.alt).replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ')
  return { ...row, href, markdown: `${row.kind === 'file' ? '' : '!'}[${text}](${href})` }
}
