import type { MemberActor } from '#app/domains/access/actor.ts'
import { hasRole } from '#app/domains/access/facts.ts'
import type { Allowance } from '#app/platform/limits/allowance.ts'
import type { RateLimiter } from '#app/platform/limits/rate-limiter.ts'

const DAY = 24 * 60 * 60
const perDay = (burst: number): Allowance => ({ burst, perSecond: burst / DAY })
const pause = (burst: number, seconds: number): Allowance => ({ burst, perSecond: 1 / seconds })

/** What an account may write, by its trust level: how quickly, and how much in a day. Who is new is read before they flood. */
const BY_TRUST = {
  fresh: { reply: [pause(3, 30), perDay(20)], start: [pause(2, 60), perDay(3)], react: [perDay(30)] },
  known: { reply: [pause(5, 10), perDay(100)], start: [pause(3, 30), perDay(10)], react: [perDay(60)] },
  trusted: { reply: [pause(10, 5), perDay(400)], start: [pause(5, 15), perDay(30)], react: [perDay(150)] },
  staff: { reply: [pause(60, 1)], start: [pause(30, 2)], react: [perDay(500)] },
} satisfies Record<string, Record<'reply' | 'start' | 'react', Allowance[]>>
/** The same for everybody: changes, drafts and looks at what will be. */
const LIGHT = { change: [pause(20, 5), perDay(500)], draft: [pause(120, 1)] }

export type Writing = 'reply' | 'start' | 'react' | 'change' | 'draft'

/** Bounds what an account writes. */
export type WritingLimits = {
  /** Takes one use; answers the seconds to wait, 0 where it may go on. */
  take(writing: Writing, actor: MemberActor): Promise<number>
}

/** `factor` multiplies every allowance: an operator's say. */
export function createWritingLimits(deps: { limiter: RateLimiter; factor: number }): WritingLimits {
  const { limiter, factor } = deps
  return {
    async take(writing, actor) {
      const allowances =
        writing === 'change' || writing === 'draft' ? LIGHT[writing] : BY_TRUST[classOf(actor)][writing]
      const wait = await limiter.take(
        allowances.map(({ burst, perSecond }, at) => ({
          key: `write:${writing}:${at}:${actor.accountId}`,
          burst: Math.max(1, burst * factor),
          perSecond: perSecond * factor,
        })),
      )
      return Math.ceil(wait / 1_000)
    },
  }
}

function classOf({ role, trustLevel }: MemberActor): keyof typeof BY_TRUST {
  if (hasRole(role, 'moderator')) return 'staff'
  return trustLevel >= 2 ? 'trusted' : trustLevel === 1 ? 'known' : 'fresh'
}
