import { z } from 'zod'
import { reactionSetting, reactionsIn } from '#app/domains/reactions/reaction-set.ts'
import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import { keepUntilTold } from '#app/platform/kept-value.ts'
import { crawlers, type CrawlerPolicy } from '#app/domains/crawlers/crawler-classes.ts'

const allowOrDeny = ['allow', 'deny'] as const

/** What an admin may choose for the whole site. Each has a default, so an empty table is a working site. */
export const siteSettings = {
  'site.name': z.string().min(1).max(60).default('Guildhall'),
  'site.tagline': z.string().max(160).default('A place for people who care about the same things.'),
  'site.locale': z.enum(['en', 'ar']).default('en'),
  'site.theme': z.enum(['guildhall']).default('guildhall'),
  'site.timeZone': z.string().default('UTC'),
  'site.reactions': reactionSetting,
  'site.indexed': z
    .boolean()
    .default(true)
    .describe(
      'Whether search engines may keep pages. Off: robots.txt denies everything, and pages say noindex.',
    ),
  'site.crawlers.search': z
    .enum(allowOrDeny)
    .default(crawlers.search.standard)
    .describe('Search engines. Denied, people find the community by its address alone.'),
  'site.crawlers.previews': z
    .enum(allowOrDeny)
    .default(crawlers.previews.standard)
    .describe('Whoever shows a title and a picture where somebody shares a link.'),
  'site.crawlers.answers': z
    .enum(allowOrDeny)
    .default(crawlers.answers.standard)
    .describe('Assistants that look something up for a person and link to it.'),
  'site.crawlers.training': z
    .enum(allowOrDeny)
    .default(crawlers.training.standard)
    .describe('Collectors of what language and image models are trained on. They are asked, not forced.'),
  'site.crawlers.seo': z
    .enum(allowOrDeny)
    .default(crawlers.seo.standard)
    .describe('Tools that measure sites for advertisers. Allow them if you use one.'),
}

type Key = keyof typeof siteSettings
type Values = { [K in Key]: z.infer<(typeof siteSettings)[K]> }

/** The site as pages know it. */
export type SiteView = {
  name: string
  tagline: string
  locale: 'en' | 'ar'
  theme: 'guildhall'
  timeZone: string
  /** The reactions that members choose from, in this order. */
  reactions: string[]
  /** Whether search engines may keep pages. */
  indexed: boolean
  /** Which kinds of crawlers may read. */
  crawlers: CrawlerPolicy
}

/** The site of an empty settings table; also what pages show while the database is away. */
export const siteDefaults: SiteView = toSiteView(new Map())

export type SiteSettings = {
  /** The current values: from memory, refreshed after a change anywhere. */
  site(): Promise<SiteView>
}

/** Tells every process that a setting changed. */
export const SETTINGS_CHANNEL = 'settings'

/** Keeps the settings in memory until the bus tells of a change. */
export function createSiteSettings(deps: { db: Kysely<DB>; bus: Bus }): SiteSettings {
  return { site: keepUntilTold(deps.bus, SETTINGS_CHANNEL, () => readSite(deps.db)) }
}

async function readSite(db: Kysely<DB>): Promise<SiteView> {
  const rows = await db
    .selectFrom('setting')
    .select(['key', 'value'])
    .where('key', 'like', 'site.%')
    .execute()
  return toSiteView(new Map(rows.map((row) => [row.key, row.value])))
}

function toSiteView(stored: ReadonlyMap<string, unknown>): SiteView {
  const value = <K extends Key>(key: K): Values[K] => {
    // A value that an older version wrote and this one refuses must not take the site down.
    const parsed = siteSettings[key].safeParse(stored.get(key))
    return (parsed.success ? parsed.data : siteSettings[key].parse(undefined)) as Values[K]
  }
  return {
    name: value('site.name'),
    tagline: value('site.tagline'),
    locale: value('site.locale'),
    theme: value('site.theme'),
    timeZone: value('site.timeZone'),
    reactions: reactionsIn(value('site.reactions')),
    indexed: value('site.indexed'),
    crawlers: {
      search: value('site.crawlers.search'),
      previews: value('site.crawlers.previews'),
      answers: value('site.crawlers.answers'),
      training: value('site.crawlers.training'),
      seo: value('site.crawlers.seo'),
    },
  }
}

/** Stores settings and tells every process. Throws ZodError when a value doesn't fit. */
export async function saveSiteSettings(db: Kysely<DB>, bus: Bus, values: Partial<Values>): Promise<void> {
  const rows = Object.entries(values).map(([key, value]) => ({
    key,
    value: JSON.stringify(siteSettings[key as Key].parse(value)),
  }))
  if (rows.length === 0) return
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('setting')
      .values(rows)
      .onConflict((oc) => oc.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
      .execute()
    await bus.publish(SETTINGS_CHANNEL, Object.keys(values), tx)
  })
}
