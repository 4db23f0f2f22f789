import { ALLOWED_ENDINGS } from '#app/domains/uploads/file-kinds.ts'
import { LARGEST } from '#app/domains/uploads/upload-limits.ts'
import type { ComposerFilesProps } from '#app/ui/composer-files.tsx'

/** What may be put into a text, wherever one writes. */
export const composerFiles: ComposerFilesProps = {
  to: '/uploads.json',
  page: '/uploads',
  accept: ALLOWED_ENDINGS.map((ending) => `.${ending}`).join(','),
  most: LARGEST,
}
