import sharp from 'sharp'
import type { UploadView } from '#app/domains/uploads/upload.view.ts'
import { guestOf, type Guest } from './guest.ts'
import type { TestSite } from './site.ts'

/** Somebody who is signed in, with a browser of their own. */
export async function signedIn(site: TestSite, { accountId }: { accountId: number }): Promise<Guest> {
  const cookie = await site.signIn(accountId)
  return guestOf(site, [cookie.split('=', 2) as [string, string]])
}

let serial = 0
/** A picture that nobody has sent before. */
export const somePicture = (width = 300, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: ++serial % 256, g: 120, b: 200 } } })
    .png()
    .toBuffer()

/** A form with one file. */
export function formWith(
  bytes: Uint8Array | string,
  name: string,
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
  return form
}

/** Uploads as a script does; throws where it was refused. */
export async function uploaded(guest: Guest, form: FormData): Promise<UploadView> {
  const answer = await guest.upload('/uploads.json', form)
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { upload: UploadView }).upload
}
