import { data } from '@remix-run/node'
import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { notFound } from '#app/http/errors.ts'
import type { FormErrors, FormRefusal } from '#app/http/form.ts'
import { refuseForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator } from '#app/locales/translate.ts'
import type { Written } from './written-form.ts'

/** The sentence for each thing that has to change. */
export const FAULTS = {
  bodyShort: 'write.body.short',
  bodyMentions: 'write.body.mentions',
  bodyLinks: 'write.body.links',
  tagsNew: 'write.tags.new',
  tagsRequired: 'write.tags.required',
  timeMissing: 'write.later.missing',
  timeGone: 'write.later.gone',
  pollQuestion: 'poll.fault.question',
  pollOptions: 'poll.fault.options',
  pollBounds: 'poll.fault.bounds',
  pollChoices: 'poll.fault.choices',
  pollOrder: 'poll.fault.order',
  pollLater: 'poll.fault.later',
} as const
const STATUS = { forbidden: 403, invalid: 422, conflict: 409, wait: 429 }

/** The answer to a form that was not taken: its page again, with what was typed and a sentence. 404 for what is not there. */
export function refusedWrite(ctx: RequestContext, value: Record<string, unknown>, error: unknown) {
  if (!(error instanceof WriteRefusal)) throw error
  const { why } = error
  if (why.reason === 'missing') throw notFound()
  const t = translator(ctx.site.locale)
  const status = STATUS[why.reason]
  if (why.reason === 'invalid')
    return answerForm(value, { errors: { [why.field]: t(FAULTS[why.fault], why.params) }, status })
  const said =
    why.reason === 'wait'
      ? t('write.refused.wait', { seconds: why.seconds })
      : t(why.reason === 'conflict' ? 'write.conflict' : `write.refused.${why.because}`)
  return answerForm(value, { errors: { '': said }, status })
}

/** The page of a form again, with what was typed. */
export function answerForm(
  value: Record<string, unknown>,
  more: { status?: number; errors?: FormErrors } & Omit<Written, keyof FormRefusal>,
) {
  const typed = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one ?? '')]))
  const { status = 200, errors = {}, ...rest } = more
  return data<Written>({ ...refuseForm(typed, errors), ...rest }, status)
}
