import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import type { DB } from '#app/platform/db/database.ts'
import type { Doer } from '#app/domains/audit/doer.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import type { Manifest } from './manifest.ts'

const KEY = 'backups.last'
const stored = z.object({ takenAt: z.iso.datetime() })

/** Notes that there is a backup of what is here, for the doctor, and in the log who wrote or restored it. */
export async function rememberBackup(
  db: Kysely<DB>,
  { takenAt }: Pick<Manifest, 'takenAt'>,
  done: { act: 'backups.write' | 'backups.restore'; doer: Doer; now: Date },
): Promise<void> {
  const { act, doer, now } = done
  const value = sql<string>`${JSON.stringify({ takenAt })}::jsonb`
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('setting')
      .values({ key: KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
      .execute()
    // The last backup before an update is made of tables without a log.
    const { rows } = await sql<{
      logged: boolean
    }>`select to_regclass('audit_entry') is not null as logged`.execute(tx)
    if (rows[0]?.logged) await recordAct(tx, doer, { act, target: { kind: 'site' }, after: { takenAt }, now })
  })
}

/** When the newest backup was taken that this database knows of; null without one. */
export async function lastBackup(db: Kysely<DB>): Promise<Date | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  const value = stored.safeParse(row?.value)
  return value.success ? new Date(value.data.takenAt) : null
}
