import type { z } from 'zod'
import { crawlers } from '#app/domains/crawlers/crawler-classes.ts'
import { REACTIONS, reactionSetting } from '#app/domains/reactions/reaction-set.ts'
import type { Setting } from './setting.ts'
import { choice, text, toggle, zone } from './setting-kinds.ts'

const allowOrDeny = ['allow', 'deny'] as const

/**
 * THE list of what an admin may choose, in the order in which it is shown. Each has a default, so an empty table is a working
 * site. One more: a line here, its words in the locales, and its place in `SiteView` where pages need it.
 */
export const settings = {
  'site.name': text('identity', 'Guildhall', { min: 1, max: 60 }),
  'site.tagline': text('identity', 'A place for people who care about the same things.', {
    min: 0,
    max: 160,
  }),
  'site.locale': choice('identity', 'en', ['en', 'ar']),
  'site.timeZone': zone('identity', 'UTC'),
  'site.theme': choice('look', 'guildhall', ['guildhall']),
  'site.mode': choice('look', 'system', ['system', 'light', 'dark']),
  'members.joining': choice('members', 'open', ['open', 'closed']),
  'members.managersSeeAddresses': toggle('members', false, { sensitive: true }),
  'site.reactions': { ...text('members', REACTIONS, { min: 1, max: 120 }), schema: reactionSetting },
  'site.indexed': toggle('crawlers', true),
  'site.crawlers.search': choice('crawlers', crawlers.search.standard, allowOrDeny),
  'site.crawlers.previews': choice('crawlers', crawlers.previews.standard, allowOrDeny),
  'site.crawlers.answers': choice('crawlers', crawlers.answers.standard, allowOrDeny),
  'site.crawlers.training': choice('crawlers', crawlers.training.standard, allowOrDeny),
  'site.crawlers.seo': choice('crawlers', crawlers.seo.standard, allowOrDeny),
} as const satisfies Record<string, Setting<never> | Setting<string> | Setting<boolean>>

export type SettingId = keyof typeof settings
export type SettingValues = { [K in SettingId]: z.infer<(typeof settings)[K]['schema']> }
export type SettingGroup = (typeof settings)[SettingId]['group']

export const settingIds = Object.keys(settings) as SettingId[]
export const settingGroups = [...new Set(settingIds.map((id): SettingGroup => settings[id].group))]

/** The setting of an id, whatever its type is. */
export const settingOf = (id: SettingId): Setting<unknown> => settings[id]

/** Whether a text names a setting. */
export const isSettingId = (text: string): text is SettingId => Object.hasOwn(settings, text)
