import { sql, type Kysely, type Transaction } from 'kysely'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Letter, Mailer } from '#app/platform/mail/mailer.ts'
import type { QueuedLetter, WriteLetter } from './letter-kinds.ts'

type Deps = { db: Kysely<DB>; clock: Clock; mailer: Mailer; write: WriteLetter }

/**
 * Writes a queued letter and hands it to the mailer; what it has of secrets is committed before it goes. Does nothing for one
 * that is sent or gone. Throws what the mail server said, so that the job comes back.
 */
export async function sendLetter({ db, clock, mailer, write }: Deps, id: number): Promise<void> {
  const letter = await db.transaction().execute((tx) => takeUp(tx, write, id))
  if (!letter) return
  try {
    await mailer.send(letter)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    await db
      .updateTable('mail')
      .set({ state: 'failed', error: said.slice(0, 500) })
      .where('id', '=', id)
      .execute()
    throw error
  }
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ state: 'sent', sent_at: clock.now(), error: '' })
    .where('id', '=', id)
    .executeTakeFirst()
  // Whoever it was for was erased meanwhile.
  if (numUpdatedRows === 0n) await mailer.forget(`mail-${id}`)
}

async function takeUp(tx: Transaction<DB>, write: WriteLetter, id: number): Promise<Letter | null> {
  const row = await tx
    .updateTable('mail')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', id)
    .where('state', '!=', 'sent')
    .returning(['kind', 'params', 'address', 'locale'])
    .executeTakeFirst()
  if (!row) return null
  const queued = { kind: row.kind, params: row.params } as unknown as QueuedLetter
  const written = await write(tx, queued, row.locale)
  if (!written) {
    await tx.deleteFrom('mail').where('id', '=', id).execute()
    return null
  }
  await tx.updateTable('mail').set({ subject: written.subject }).where('id', '=', id).execute()
  return { id: `mail-${id}`, to: row.address, language: row.locale, ...written }
}
