import type { Actor } from '#app/domains/access/actor.ts'
import type { Allowance } from '#app/platform/limits/allowance.ts'
import type { RateLimiter } from '#app/platform/limits/rate-limiter.ts'
import { createTurnstile, type TurnedAway } from '#app/platform/limits/turnstile.ts'
import type { Metrics } from '#app/platform/metrics.ts'

/** What is counted. A visitor counts by network, so that an office of fifty must fit; a member by account. */
const ALLOWANCES = {
  search: { network: { burst: 120, perSecond: 2 }, account: { burst: 240, perSecond: 4 } },
  // Somebody who types asks two or three times a second.
  suggest: { network: { burst: 600, perSecond: 15 }, account: { burst: 1_200, perSecond: 30 } },
  // Who previews links for many people comes from few networks; what is drawn is bounded besides.
  card: { network: { burst: 600, perSecond: 15 }, account: { burst: 600, perSecond: 15 } },
  // Quotas bound what is kept; this bounds what is looked at and refused.
  upload: { network: { burst: 10, perSecond: 1 / 60 }, account: { burst: 60, perSecond: 1 / 10 } },
  // A page of pictures asks for a hundred at once.
  file: { network: { burst: 3_000, perSecond: 100 }, account: { burst: 3_000, perSecond: 100 } },
  // A page reports every few seconds while it is read.
  reading: { network: { burst: 240, perSecond: 2 }, account: { burst: 240, perSecond: 2 } },
} satisfies Record<string, { network: Allowance; account: Allowance }>

/** Work of a kind that runs at once in a process. */
const AT_ONCE = {
  /** Of its ten connections to the database. */
  query: { most: 6, mostPerKey: 4, waiting: 60, patienceMs: 2_000 },
  /** Most of these wait for one and the same picture, and hold nothing meanwhile. */
  picture: { most: 120, mostPerKey: 80, waiting: 60, patienceMs: 2_000 },
  /** Each is a file on the disk, and one of them a picture that is decoded. */
  upload: { most: 12, mostPerKey: 3, waiting: 40, patienceMs: 20_000 },
  /** Only the question to the gate; sending the bytes holds nothing. */
  file: { most: 8, mostPerKey: 4, waiting: 600, patienceMs: 5_000 },
  reading: { most: 4, mostPerKey: 2, waiting: 400, patienceMs: 5_000 },
}
const WORK = {
  search: 'query',
  suggest: 'query',
  card: 'picture',
  upload: 'upload',
  file: 'file',
  reading: 'reading',
} as const

export type LimitName = keyof typeof ALLOWANCES

/** Who asks. Without a network (a page that is made for everybody) only what runs at once is bounded. */
export type Caller = { actor: Actor; network: string | null }

/** Nothing was done: `own` because of what the caller did, `all` because of everybody; worth another try in `seconds`. */
export type Refusal = { because: 'own' | 'all'; seconds: number }

/** Bounds what one may ask for, by whom and at once. */
export type RequestLimits = {
  /** Does `work` if the allowance lets it, when it is its turn. */
  within<T>(
    limit: LimitName,
    caller: Caller,
    work: () => Promise<T>,
  ): Promise<{ done: T } | { refused: Refusal }>
}

/** `factor` multiplies every allowance: an operator's say. */
export function createRequestLimits(deps: {
  limiter: RateLimiter
  factor: number
  metrics: Pick<Metrics, 'refusals'>
}): RequestLimits {
  const { limiter, factor, metrics } = deps
  const turnstiles = {
    query: createTurnstile(AT_ONCE.query),
    picture: createTurnstile(AT_ONCE.picture),
    upload: createTurnstile(AT_ONCE.upload),
    file: createTurnstile(AT_ONCE.file),
    reading: createTurnstile(AT_ONCE.reading),
  }
  const refuse = (limit: LimitName, because: TurnedAway['turnedAway'], seconds: number) => {
    metrics.refusals.inc({ limit, because })
    return { refused: { because, seconds } }
  }
  return {
    async within(limit, caller, work) {
      const who = keyOf(caller)
      if (who) {
        const { burst, perSecond } = ALLOWANCES[limit][who.by]
        const wait = await limiter.take([
          { key: `${limit}:${who.key}`, burst: Math.max(1, burst * factor), perSecond: perSecond * factor },
        ])
        if (wait > 0) return refuse(limit, 'own', Math.ceil(wait / 1_000))
      }
      const passed = await turnstiles[WORK[limit]].pass(who?.key ?? null, work)
      return 'done' in passed ? passed : refuse(limit, passed.turnedAway, 2)
    },
  }
}

function keyOf({ actor, network }: Caller): { by: 'network' | 'account'; key: string } | null {
  if (actor.kind === 'member') return { by: 'account', key: `account:${actor.accountId}` }
  return network === null ? null : { by: 'network', key: `network:${network}` }
}
