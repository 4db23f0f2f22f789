import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { typedOf } from './setting.ts'
import type { SettingView } from './setting.view.ts'
import { settingIds, settingOf, settings } from './settings.ts'
import { readSettings } from './site.settings.ts'

/** All settings in their order. */
export async function listSettings(db: Kysely<DB>): Promise<SettingView[]> {
  const { values } = await readSettings(db)
  return settingIds.map((id) => {
    const { field, standard } = settingOf(id)
    const [value, usual] = [typedOf(values[id]), typedOf(standard)]
    return { id, group: settings[id].group, field, value, standard: usual, changed: value !== usual }
  })
}
