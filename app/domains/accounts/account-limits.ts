import { createHash } from 'node:crypto'
import type { RateLimiter } from '#app/platform/limits/rate-limiter.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** What one may try, by whom it is counted; `perSecond` is how fast it comes back. */
const SIGN_IN = {
  /** Somebody guesses the password of one person from one place: a pause of minutes, for them alone. */
  here: { burst: 5, perSecond: 1 / (3 * MINUTE) },
  /** From many places: the person may still come in by letter. */
  login: { burst: 50, perSecond: 20 / HOUR },
  network: { burst: 40, perSecond: 1 / 10 },
  all: { burst: 600, perSecond: 20 },
}
const LETTER = {
  /** Nobody's mailbox is filled from here. */
  address: { burst: 3, perSecond: 1 / (5 * MINUTE) },
  network: { burst: 20, perSecond: 1 / MINUTE },
  all: { burst: 300, perSecond: 2 },
}
/** Codes of a second step, for one account from everywhere: its owner types one. */
const SECOND_STEP = { burst: 10, perSecond: 1 / (5 * MINUTE) }
const JOIN = { network: { burst: 10, perSecond: 1 / (10 * MINUTE) }, all: { burst: 200, perSecond: 1 } }

/** Bounds what can be tried with accounts. Each answers the seconds to wait, 0 where it may go on; tries of any outcome count. */
export type AccountLimits = {
  signIn(login: string, network: string | null): Promise<number>
  letter(addressKey: string, network: string | null): Promise<number>
  join(network: string | null): Promise<number>
  secondStep(accountId: number): Promise<number>
}

/** `factor` multiplies every allowance: an operator's say. Names are hashed: nobody reads them off the counters. */
export function createAccountLimits({
  limiter,
  factor,
}: {
  limiter: RateLimiter
  factor: number
}): AccountLimits {
  type Allowance = { burst: number; perSecond: number }
  const charge = (key: string, { burst, perSecond }: Allowance) => ({
    key,
    burst: Math.max(1, burst * factor),
    perSecond: perSecond * factor,
  })
  const take = async (charges: Parameters<RateLimiter['take']>[0]) =>
    Math.ceil((await limiter.take(charges)) / 1_000)
  return {
    signIn(login, network) {
      const who = digest(login.trim().toLowerCase())
      const from = network ?? 'nowhere'
      return take([
        charge(`sign-in:${who}:${from}`, SIGN_IN.here),
        charge(`sign-in:${who}`, SIGN_IN.login),
        charge(`sign-in:network:${from}`, SIGN_IN.network),
        charge('sign-in', SIGN_IN.all),
      ])
    },
    letter: (addressKey, network) =>
      take([
        charge(`letter:${digest(addressKey)}`, LETTER.address),
        charge(`letter:network:${network ?? 'nowhere'}`, LETTER.network),
        charge('letter', LETTER.all),
      ]),
    secondStep: (accountId) => take([charge(`second-step:${accountId}`, SECOND_STEP)]),
    join: (network) =>
      take([charge(`join:network:${network ?? 'nowhere'}`, JOIN.network), charge('join', JOIN.all)]),
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
