import type { MemberActor } from '#app/domains/access/actor.ts'
import { abilitiesOf } from '#app/domains/trust/abilities.ts'
import type { Allowance } from '#app/platform/limits/allowance.ts'
import type { RateLimiter } from '#app/platform/limits/rate-limiter.ts'

/** The same for everybody: changes, drafts and looks at what will be. */
const LIGHT: Record<'change' | 'draft', Allowance[]> = {
  change: [
    { burst: 20, perSecond: 1 / 5 },
    { burst: 500, perSecond: 500 / 86_400 },
  ],
  draft: [{ burst: 120, perSecond: 1 }],
}

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
        writing === 'change' || writing === 'draft' ? LIGHT[writing] : abilitiesOf(actor)[writing]
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
