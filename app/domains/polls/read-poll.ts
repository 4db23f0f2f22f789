import { WriteRefusal, type Fault } from '#app/domains/posts/write-refusal.ts'
import type { PollKind, PollResults } from '#prisma/generated/kysely/enums.ts'
import { POLL, POLL_DAYS, type PollFields } from './poll.schema.ts'

export type NewPoll = {
  question: string
  options: string[]
  kind: PollKind
  least: number
  most: number
  days: number | null
  results: PollResults
  secret: boolean
  changeable: boolean
}

const lengthOf = (text: string) => [...text].length
const line = (typed: string) => typed.replace(/\s+/g, ' ').trim()

const faulty = (field: keyof PollFields, fault: Fault) =>
  new WriteRefusal({ reason: 'invalid', fault, field, params: { most: POLL.options } })

/** The poll that the fields ask for; null where neither a question nor an option was typed. Throws WriteRefusal. */
export function readPoll(fields: PollFields): NewPoll | null {
  const question = line(fields.pollQuestion)
  const options = fields.pollOptions.split('\n').map(line).filter(Boolean)
  if (question === '' && options.length === 0) return null
  if (question === '' || lengthOf(question) > POLL.question) throw faulty('pollQuestion', 'pollQuestion')
  const distinct = new Set(options.map((option) => option.toLowerCase())).size === options.length
  const fits = options.every((option) => lengthOf(option) <= POLL.option)
  if (options.length < 2 || options.length > POLL.options || !distinct || !fits)
    throw faulty('pollOptions', 'pollOptions')
  const kind = fields.pollKind === 'multiple' || fields.pollKind === 'ranked' ? fields.pollKind : 'single'
  return {
    question,
    options,
    kind,
    ...boundsOf(kind, options.length, fields),
    days: POLL_DAYS.some((days) => days === fields.pollDays) ? Number(fields.pollDays) : null,
    results:
      fields.pollResults === 'after_vote' || fields.pollResults === 'after_close'
        ? fields.pollResults
        : 'always',
    secret: fields.pollPublic !== 'on',
    changeable: fields.pollFixed !== 'on',
  }
}

function boundsOf(kind: PollKind, options: number, { pollLeast, pollMost }: PollFields) {
  if (kind === 'single') return { least: 1, most: 1 }
  if (kind === 'ranked') return { least: 1, most: options }
  const least = pollLeast.trim() === '' ? 1 : Number(pollLeast)
  const most = pollMost.trim() === '' ? options : Number(pollMost)
  const whole = Number.isInteger(least) && Number.isInteger(most)
  if (!whole || least < 1 || least > most || most > options) throw faulty('pollMost', 'pollBounds')
  return { least, most }
}
