import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { doerOf } from '#app/domains/audit/doer.ts'
import {
  saveSettings,
  SettingConflict,
  type SettingChange,
} from '#app/domains/settings/save-settings.server.ts'
import { valueOf } from '#app/domains/settings/setting.ts'
import { isSettingId, settingGroups, settingIds, settingOf } from '#app/domains/settings/settings.ts'
import { listSettings } from '#app/domains/settings/settings.queries.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator, type Translate } from '#app/locales/translate.ts'
import { choice } from './parts/filter-fields.ts'
import { askWhoIsThere } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { faultOf, SettingsPage } from './parts/settings-page.tsx'

const search = z.object({
  q: z.string().trim().max(100).default(''),
  group: choice(settingGroups),
  changed: choice(['yes']),
  saved: choice(['yes']),
})
const typed = z.string().max(2_000).optional()
/** What each field had, and what it showed before. */
const form = z.object({
  reset: typed,
  ...Object.fromEntries(settingIds.flatMap((id) => [[id, typed] as const, [`was:${id}`, typed] as const])),
})

/** Everything that can be chosen, or a part of it. */
export const loader = guardedLoader(
  { access: { can: 'settings.manage' }, search },
  async ({ ctx, search }) => ({
    settings: await listSettings(ctx.db),
    asked: { q: search.q, group: search.group ?? '', changed: search.changed ?? '' },
    saved: search.saved === 'yes',
  }),
)

export const action = guardedAction(
  { access: { can: 'settings.manage' }, search },
  async ({ ctx, request }) => {
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) return data(read.refusal, 422)
    const fields = read.value as Record<string, string | undefined>
    const t = translator(ctx.site.locale)
    const { changes, errors } = changesOf(fields, t)
    if (Object.keys(errors).length > 0) return data(refuseForm(fields, errors), 422)
    if (changes.some(({ id }) => settingOf(id).sensitive)) await askWhoIsThere(ctx, request)
    const { services, actor, network, now } = ctx
    const deps = { db: services.db.kysely, bus: services.bus }
    try {
      await saveSettings(deps, { doer: doerOf(actor, network), now }, changes)
    } catch (error) {
      if (!(error instanceof SettingConflict)) throw error
      const conflict = { [error.id]: t('settings.conflict', { value: error.now }) }
      return data(refuseForm({ ...fields, [`was:${error.id}`]: error.now }, conflict), 422)
    }
    const address = new URL(request.url)
    address.searchParams.set('saved', 'yes')
    throw redirect(address.pathname + address.search, 303)
  },
)

/** What is other than it was shown, and what is wrong with it; a button that resets counts alone. */
function changesOf(fields: Record<string, string | undefined>, t: Translate) {
  const { reset } = fields
  const changes: SettingChange[] = []
  const errors: Record<string, string> = {}
  if (reset !== undefined) {
    if (isSettingId(reset)) changes.push({ id: reset, value: null })
    return { changes, errors }
  }
  for (const id of settingIds) {
    const [text, was] = [fields[id], fields[`was:${id}`]]
    if (text === undefined || text === was) continue
    const setting = settingOf(id)
    const value = valueOf(setting, text)
    if (!setting.schema.safeParse(value).success) errors[id] = faultOf(setting.field, t)
    else changes.push({ id, value, ...(was === undefined ? {} : { was }) })
  }
  return { changes, errors }
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.section.settings'), unindexed: true })
}

export default function AdminSettings() {
  return <SettingsPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
