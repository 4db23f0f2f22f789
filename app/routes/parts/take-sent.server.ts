import { ALLOWED_ENDINGS } from '#app/domains/uploads/file-kinds.ts'
import { takeUpload, type UploadRefusal } from '#app/domains/uploads/take-upload.server.ts'
import { LONGEST_ALT } from '#app/domains/uploads/upload-limits.ts'
import type { UploadView } from '#app/domains/uploads/upload.view.ts'
import { forbidden } from '#app/http/errors.ts'
import type { FormErrors } from '#app/http/form.ts'
import { isNoRoom, withSentForm, type SentForm } from '#app/http/read-upload.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator } from '#app/locales/translate.ts'

/** What a program hears, besides the sentence for people. */
export type SentRefusal = {
  why: UploadRefusal | 'missing' | 'alt'
  status: number
  errors: FormErrors
  values: Record<string, string>
}

const STATUS: Record<SentRefusal['why'], number> = {
  missing: 422,
  alt: 422,
  broken: 422,
  kind: 415,
  large: 413,
  quota: 429,
  busy: 503,
  away: 503,
  full: 507,
}

/** Takes the file of a form that was sent, for the member who sent it; `wanted` says what it is for. */
export async function takeSent(
  ctx: RequestContext,
  request: Request,
  wanted: 'post' | 'avatar',
): Promise<{ upload: UploadView } | { refusal: SentRefusal }> {
  try {
    return await withSentForm(ctx, request, (form) => takeForm(ctx, form, wanted))
  } catch (error) {
    if (isNoRoom(error)) return { refusal: refusalOf(ctx, 'full', '') }
    throw error
  }
}

async function takeForm(ctx: RequestContext, { file, fields }: SentForm, as: 'post' | 'avatar') {
  const { actor, services } = ctx
  if (actor.kind !== 'member' || actor.suspended) throw forbidden('members')
  const alt = (fields['alt'] ?? '').trim()
  if (!file) return { refusal: refusalOf(ctx, 'missing', alt) }
  if (alt.length > LONGEST_ALT) return { refusal: refusalOf(ctx, 'alt', alt) }
  const { storage, pictures, log } = services
  const taken = await takeUpload({ db: ctx.db, storage, pictures, log }, file, { owner: actor, alt, as })
  return 'refused' in taken ? { refusal: refusalOf(ctx, taken.refused, alt) } : taken
}

function refusalOf({ site }: RequestContext, why: SentRefusal['why'], alt: string): SentRefusal {
  const t = translator(site.locale)
  const errors: FormErrors =
    why === 'alt'
      ? { alt: t('upload.alt.long', { most: LONGEST_ALT }) }
      : why === 'kind'
        ? { file: t('upload.kind', { allowed: ALLOWED_ENDINGS.join(', ') }) }
        : { file: t(`upload.${why}`) }
  return { why, status: STATUS[why], errors, values: { alt } }
}
