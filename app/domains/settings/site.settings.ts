import { reactionsIn } from '#app/domains/reactions/reaction-set.ts'
import type { Kysely } from 'kysely'
import type { CrawlerPolicy } from '#app/domains/crawlers/crawler-classes.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { DB } from '#app/platform/db/database.ts'
import { keepUntilTold } from '#app/platform/kept-value.ts'
import { settingOf, settingIds, type SettingId, type SettingValues } from './settings.ts'

/** The site as pages know it. */
export type SiteView = {
  name: string
  tagline: string
  locale: SettingValues['site.locale']
  theme: SettingValues['site.theme']
  /** In which colours pages come to who has not chosen. */
  mode: SettingValues['site.mode']
  timeZone: string
  /** Whether people may join. */
  joining: SettingValues['members.joining']
  managersSeeAddresses: boolean
  /** The reactions that members choose from, in this order. */
  reactions: string[]
  /** Whether search engines may keep pages. */
  indexed: boolean
  /** Which kinds of crawlers may read. */
  crawlers: CrawlerPolicy
}

/** The site of an empty settings table; also what pages show while the database is away. */
export const siteDefaults: SiteView = toSiteView(valuesFrom(new Map()))

export type SiteSettings = {
  /** The current values: from memory, refreshed after a change anywhere. */
  site(): Promise<SiteView>
}

/** Tells every process that a setting changed. */
export const SETTINGS_CHANNEL = 'settings'

/** Keeps the settings in memory until the bus tells of a change. */
export function createSiteSettings(deps: { db: Kysely<DB>; bus: Bus }): SiteSettings {
  return {
    site: keepUntilTold(deps.bus, SETTINGS_CHANNEL, async () =>
      toSiteView((await readSettings(deps.db)).values),
    ),
  }
}

/** All settings, and which of them somebody chose. */
export async function readSettings(
  db: Kysely<DB>,
): Promise<{ values: SettingValues; chosen: ReadonlySet<SettingId> }> {
  const rows = await db
    .selectFrom('setting')
    .select(['key', 'value'])
    .where('key', 'in', settingIds)
    .execute()
  const stored = new Map(rows.map((row) => [row.key, row.value]))
  return { values: valuesFrom(stored), chosen: new Set(settingIds.filter((id) => stored.has(id))) }
}

function valuesFrom(stored: ReadonlyMap<string, unknown>): SettingValues {
  const value = (id: SettingId): unknown => {
    const { schema, standard } = settingOf(id)
    // A value that an older version wrote and this one refuses must not take the site down.
    const parsed = schema.safeParse(stored.get(id))
    return parsed.success ? parsed.data : standard
  }
  return Object.fromEntries(settingIds.map((id) => [id, value(id)])) as SettingValues
}

function toSiteView(values: SettingValues): SiteView {
  return {
    name: values['site.name'],
    tagline: values['site.tagline'],
    locale: values['site.locale'],
    theme: values['site.theme'],
    mode: values['site.mode'],
    timeZone: values['site.timeZone'],
    joining: values['members.joining'],
    managersSeeAddresses: values['members.managersSeeAddresses'],
    reactions: reactionsIn(values['site.reactions']),
    indexed: values['site.indexed'],
    crawlers: {
      search: values['site.crawlers.search'],
      previews: values['site.crawlers.previews'],
      answers: values['site.crawlers.answers'],
      training: values['site.crawlers.training'],
      seo: values['site.crawlers.seo'],
    },
  }
}
