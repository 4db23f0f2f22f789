import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { notFound, refusedAct, tooMany } from '#app/http/errors.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator } from '#app/locales/translate.ts'

/** What to throw where something that one does with a button was refused: a page that says why. Other errors as they are. */
export function refusalOf(ctx: RequestContext, error: unknown): unknown {
  if (!(error instanceof WriteRefusal)) return error
  const { why } = error
  if (why.reason === 'wait') return tooMany({ because: 'own', seconds: why.seconds })
  if (why.reason !== 'forbidden') return notFound()
  return refusedAct(translator(ctx.site.locale)(`write.refused.${why.because}`))
}
