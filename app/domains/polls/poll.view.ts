import type { Actor } from '#app/domains/access/actor.ts'
import type { ThreadFacts } from '#app/domains/posts/post.policy.ts'
import type { Because } from '#app/domains/posts/write-refusal.ts'
import type { PollKind, PollResults } from '#prisma/generated/kysely/enums.ts'
import { canVote, isClosed } from './poll.policy.ts'
import type { PollRow } from './poll-column.server.ts'
import { runOff, type Ballots, type RunOff } from './run-off.ts'

/** Who voted, where that is public: under what they chose, or liked best. */
export type VoterView = { handle: string; name: string }

export type PollView = {
  question: string
  options: string[]
  kind: PollKind
  least: number
  most: number
  closesAt: string | null
  closed: boolean
  shows: PollResults
  secret: boolean
  changeable: boolean
  /** What the reader chose. */
  mine: number[] | null
  /** Why the reader can't vote now; null where they can. */
  because: Because | null
  /** Null until the reader may see it. */
  result: PollResultView | null
}

export type PollResultView = {
  people: number
  /** By option; in a ranked poll, how many like it best. */
  votes: number[]
  runOff: RunOff | null
  /** By option; null where it is secret. */
  voters: VoterView[][] | null
}

/** A poll as its reader may see it. */
export function toPollView(row: PollRow, actor: Actor, thread: ThreadFacts, now: Date): PollView {
  const { question, options, kind, least, most, secret, changeable, mine } = row
  const closesAt = row.closes_at === null ? null : new Date(row.closes_at)
  const allowed = canVote(actor, thread, { closesAt, changeable, voted: mine !== null }, now)
  return {
    ...{ question, options, kind, least, most, secret, changeable, mine, shows: row.results },
    closesAt: closesAt?.toISOString() ?? null,
    closed: isClosed({ closesAt }, now),
    because: allowed.may ? null : allowed.because,
    result: row.ballots && toResult(row, row.ballots),
  }
}

function toResult({ options, kind, voters }: PollRow, ballots: Ballots[]): PollResultView {
  const votes = options.map(() => 0)
  const counted = (choices: readonly number[]) => (kind === 'ranked' ? choices.slice(0, 1) : choices)
  for (const { choices, count } of ballots)
    for (const place of counted(choices)) votes[place] = (votes[place] ?? 0) + count
  return {
    people: ballots.reduce((sum, { count }) => sum + count, 0),
    votes,
    runOff: kind === 'ranked' ? runOff(options.length, ballots) : null,
    voters:
      voters &&
      options.map((_, place) =>
        voters
          .filter(({ choices }) => counted(choices).includes(place))
          .map(({ handle, name }) => ({ handle, name })),
      ),
  }
}
