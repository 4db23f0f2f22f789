import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import type { DB } from '#app/platform/db/database.ts'
import type { Manifest } from './manifest.ts'

const KEY = 'backups.last'
const stored = z.object({ takenAt: z.iso.datetime() })

/** Notes that a backup was made, for the doctor. */
export async function rememberBackup(db: Kysely<DB>, { takenAt }: Pick<Manifest, 'takenAt'>): Promise<void> {
  const value = sql<string>`${JSON.stringify({ takenAt })}::jsonb`
  await db
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: sql`now()` }))
    .execute()
}

/** When the newest backup was taken that this database knows of; null without one. */
export async function lastBackup(db: Kysely<DB>): Promise<Date | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  const value = stored.safeParse(row?.value)
  return value.success ? new Date(value.data.takenAt) : null
}
