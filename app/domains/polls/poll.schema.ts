import { z } from 'zod'

/** Bounds of a poll, in characters and options. */
export const POLL = { question: 200, option: 120, options: 20 }

const text = (most: number) => z.string().max(most, 'poll.fault.long').default('')

/**
 * The fields by which a form asks for a poll, as they were typed; `readPoll` says what they come to. A checkbox is `on`,
 * or not there.
 */
export const pollFields = {
  pollQuestion: text(1_000),
  /** One per line. */
  pollOptions: text(10_000),
  pollKind: text(20),
  pollLeast: text(10),
  pollMost: text(10),
  /** Days from now; nothing: it stays open. */
  pollDays: text(10),
  pollResults: text(20),
  pollPublic: text(10),
  pollFixed: text(10),
}
export type PollFields = { [name in keyof typeof pollFields]: string }

/** The fields of who asks nothing. */
export const NO_POLL: PollFields = z.object(pollFields).parse({})

/** Days after which a poll may close. */
export const POLL_DAYS = ['1', '3', '7', '14', '30'] as const

const places = Array.from({ length: POLL.options }, (_, place) => place)

/** A vote as its form sends it: `choice` of one, a `choice-<place>` for each of several, a rank in each `rank-<place>`. */
export const voteSchema = z.object({
  choice: z.string().max(10).optional(),
  ...Object.fromEntries(
    places.flatMap((place) => [
      [`choice-${place}`, z.string().max(10).optional()],
      [`rank-${place}`, z.string().max(10).optional()],
    ]),
  ),
})
export type VoteFields = Record<string, string | undefined>
