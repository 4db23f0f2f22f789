import { randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { hashOf } from '../secrets.ts'
import { newTotpSecret, stepOf } from './totp.ts'

const RECOVERY_CODES = 10
/** Without signs that look alike on paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Whether an account asks for a second step. */
export async function hasSecondStep(db: Kysely<DB>, accountId: number): Promise<boolean> {
  const found = await db
    .selectFrom('account_totp')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .select('account_id')
    .executeTakeFirst()
  return found !== undefined
}

/** Begins to set one up: makes the secret for the app, unless there is one. */
export async function beginSecondStep(db: Kysely<DB>, accountId: number): Promise<void> {
  await db
    .insertInto('account_totp')
    .values({ account_id: accountId, secret: newTotpSecret() })
    .onConflict((oc) => oc.column('account_id').doNothing())
    .execute()
}

/** The secret of one that was begun and is not confirmed; null otherwise: once it counts, nobody reads it again. */
export async function pendingSecondStep(db: Kysely<DB>, accountId: number): Promise<string | null> {
  const row = await db
    .selectFrom('account_totp')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .select('secret')
    .executeTakeFirst()
  return row?.secret ?? null
}

/** Confirms it by a code of the app. Answers the recovery codes, which are shown this once; null for a wrong code. */
export async function confirmSecondStep(
  db: Kysely<DB>,
  accountId: number,
  code: string,
  now: Date,
): Promise<string[] | null> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('account_totp')
      .where('account_id', '=', accountId)
      .where('confirmed_at', 'is', null)
      .select('secret')
      .forUpdate()
      .executeTakeFirst()
    const step = row ? stepOf(row.secret, code, now) : null
    if (step === null) return null
    await tx
      .updateTable('account_totp')
      .set({ confirmed_at: now, last_step: step })
      .where('account_id', '=', accountId)
      .execute()
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
    await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
    await tx
      .insertInto('recovery_code')
      .values(codes.map((one) => ({ account_id: accountId, hash: hashOf(plain(one)) })))
      .execute()
    return codes
  })
}

/** Takes it away, with its recovery codes. */
export async function endSecondStep(db: Kysely<DB>, accountId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
    await tx.deleteFrom('account_totp').where('account_id', '=', accountId).execute()
  })
}

/** Whether a code is one of the app, newer than any before, or a recovery code, which is used up. Each is taken once. */
export async function takeSecondStep(
  db: Kysely<DB>,
  accountId: number,
  code: string,
  now: Date,
): Promise<boolean> {
  const typed = plain(code)
  if (!/^\d{6}$/.test(typed)) {
    const { numDeletedRows } = await db
      .deleteFrom('recovery_code')
      .where('account_id', '=', accountId)
      .where('hash', '=', hashOf(typed))
      .executeTakeFirst()
    return numDeletedRows === 1n
  }
  const row = await db
    .selectFrom('account_totp')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .select('secret')
    .executeTakeFirst()
  const step = row ? stepOf(row.secret, typed, now) : null
  if (step === null) return false
  const { numUpdatedRows } = await db
    .updateTable('account_totp')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** `k7wm4-p2xqd`: 49 bits, which five tries never find. */
function newRecoveryCode(): string {
  const part = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `${part()}-${part()}`
}

const plain = (code: string) => code.toLowerCase().replace(/[\s-]/g, '')
