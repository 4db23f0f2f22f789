import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { hashOf, isSecret, newSecret } from '../secrets.ts'
import { countTry, MOST_TRIES } from '../tickets/prove-address.server.ts'
import { takeSecondStep } from './second-step.server.ts'

/** Milliseconds in which the second step follows the first. */
const LIFE = 10 * 60_000

/** Holds that a browser has given the first step of an account. Answers the secret of its ticket, for a cookie. */
export async function askSecondStep(
  db: Kysely<DB>,
  { accountId, returnTo, stay, now }: { accountId: number; returnTo: string; stay: boolean; now: Date },
): Promise<string> {
  const browser = newSecret()
  await db
    .insertInto('account_ticket')
    .values({
      purpose: 'second_step',
      // What the first step says beside the account: whether the session stays.
      address: stay ? 'stay' : '',
      address_key: '',
      account_id: accountId,
      browser_hash: hashOf(browser),
      return_to: returnTo,
      created_at: now,
      expires_at: new Date(now.getTime() + LIFE),
    })
    .execute()
  return browser
}

/** The first step that a browser has given, while it counts. */
export type FirstStep = { id: number; accountId: number; returnTo: string; stay: boolean; open: boolean }

/** The first step of the browser that holds this secret. */
export async function findFirstStep(
  db: Kysely<DB>,
  browser: string | null,
  now: Date,
): Promise<FirstStep | null> {
  if (browser === null || !isSecret(browser)) return null
  const row = await db
    .selectFrom('account_ticket')
    .where('browser_hash', '=', hashOf(browser))
    .where('purpose', '=', 'second_step')
    .where('expires_at', '>', now)
    .select(['id', 'address', 'account_id', 'return_to', 'tries'])
    .executeTakeFirst()
  if (!row || row.account_id === null) return null
  const { id, account_id: accountId, return_to: returnTo, address, tries } = row
  return { id, accountId, returnTo, stay: address === 'stay', open: tries < MOST_TRIES }
}

/** Takes the second step: each code once, five tries, and one session of one first step however many try at once. */
export async function giveSecondStep(
  db: Kysely<DB>,
  first: FirstStep,
  code: string,
  now: Date,
): Promise<boolean> {
  if (!(await countTry(db, first.id))) return false
  if (!(await takeSecondStep(db, first.accountId, code, now))) return false
  const { numDeletedRows } = await db
    .deleteFrom('account_ticket')
    .where('id', '=', first.id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
