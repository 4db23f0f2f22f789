import { sql, type Kysely, type Transaction } from 'kysely'
import type { Doer } from '#app/domains/audit/doer.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { typedOf } from './setting.ts'
import { settingOf, type SettingId, type SettingValues } from './settings.ts'
import { readSettings, SETTINGS_CHANNEL } from './site.settings.ts'

/** A setting that is to change. `null` is back to the default; `was` is what the one who changes it saw. */
export type SettingChange = { id: SettingId; value: unknown; was?: string }

export type SaveDeps = { db: Kysely<DB>; bus: Pick<Bus, 'publish' | 'caughtUp'> }

/** What stands in a setting that somebody else changed since it was shown; nothing was saved. */
export class SettingConflict extends Error {
  override name = 'SettingConflict'
  readonly id: SettingId
  readonly now: string

  constructor(id: SettingId, now: string) {
    super(`${id} was changed meanwhile`)
    this.id = id
    this.now = now
  }
}

/**
 * Changes settings, all of them or none, and tells every process; each change is in the log. Answers how many were other than
 * before. Throws ZodError where a value doesn't fit, SettingConflict where another came first.
 */
export async function saveSettings(
  { db, bus }: SaveDeps,
  by: { doer: Doer; now: Date },
  changes: readonly SettingChange[],
): Promise<number> {
  const wanted = changes.map(({ id, value, was }) => ({
    id,
    was,
    value: value === null ? null : settingOf(id).schema.parse(value),
  }))
  const count = await transaction({ kysely: db }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('guildhall settings'))`.execute(tx)
    const { values, chosen } = await readSettings(tx)
    const other = wanted.filter(({ id, value }) =>
      value === null ? chosen.has(id) : !chosen.has(id) || typedOf(values[id]) !== typedOf(value),
    )
    for (const { id, was } of other)
      if (was !== undefined && was !== typedOf(values[id])) throw new SettingConflict(id, typedOf(values[id]))
    for (const { id, value } of other) await store(tx, id, value, by.now)
    if (other.length > 0)
      await bus.publish(
        SETTINGS_CHANNEL,
        other.map(({ id }) => id),
        tx,
      )
    for (const { id, value } of other)
      await recordAct(tx, by.doer, {
        act: 'settings.change',
        target: { kind: 'setting', name: id },
        before: { value: typedOf(values[id]) },
        after: { value: typedOf(value ?? settingOf(id).standard) },
        now: by.now,
      })
    return other.length
  })
  await bus.caughtUp()
  return count
}

async function store(tx: Transaction<DB>, id: SettingId, value: unknown, now: Date): Promise<void> {
  if (value === null) {
    await tx.deleteFrom('setting').where('key', '=', id).execute()
    return
  }
  const row = { value: JSON.stringify(value), updated_at: now }
  await tx
    .insertInto('setting')
    .values({ key: id, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** The same for who knows the settings by name: the set-up, the demo, tests. */
export async function saveSiteSettings(
  db: Kysely<DB>,
  bus: SaveDeps['bus'],
  values: Partial<SettingValues>,
  by: { doer: Doer; now: Date } = { doer: { job: 'site' }, now: new Date() },
): Promise<void> {
  const changes = Object.entries(values).map(([id, value]) => ({ id: id as SettingId, value }))
  await saveSettings({ db, bus }, by, changes)
}
