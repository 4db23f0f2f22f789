import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findAuditEntry, listAuditEntries } from '#app/domains/audit/audit.queries.server.ts'
import { doerOf } from '#app/domains/audit/doer.ts'
import { saveSettings, SettingConflict } from '#app/domains/settings/save-settings.server.ts'
import { valueOf } from '#app/domains/settings/setting.ts'
import { isSettingId, settingOf } from '#app/domains/settings/settings.ts'
import { notFound } from '#app/http/errors.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { askWhoIsThere } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SettingsHistoryPage } from './parts/settings-history-page.tsx'

const number = z.string().regex(/^[1-9]\d{0,8}$/, { error: 'That is the number of an entry.' })
const search = z.object({
  setting: z.string().max(100).optional(),
  before: number.transform(Number).optional(),
})
const form = z.object({ undo: number.transform(Number) })

/** Who changed which setting, from what to what. */
export const loader = guardedLoader(
  { access: { can: 'settings.manage' }, search },
  async ({ ctx, search: { setting, before } }) => ({
    ...(await listAuditEntries(ctx.db, { area: 'settings', named: setting, before })),
    setting: setting !== undefined && isSettingId(setting) ? setting : null,
  }),
)

/** Takes a change back, unless another came after it. */
export const action = guardedAction(
  { access: { can: 'settings.manage' }, search },
  async ({ ctx, request }) => {
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) return data(read.refusal, 422)
    const entry = await findAuditEntry(ctx.db, read.value.undo)
    const change = entry?.changes.find(({ field }) => field === 'value')
    const id = entry?.target.name ?? ''
    if (!change || !isSettingId(id) || change.before === null || change.after === null) throw notFound()
    if (settingOf(id).sensitive) await askWhoIsThere(ctx, request)
    const { services, actor, network, now } = ctx
    const t = translator(ctx.site.locale)
    const value = valueOf(settingOf(id), change.before)
    if (!settingOf(id).schema.safeParse(value).success)
      return data(refuseForm({}, { '': t('settings.undo.old') }), 422)
    try {
      const deps = { db: services.db.kysely, bus: services.bus }
      await saveSettings(deps, { doer: doerOf(actor, network), now }, [{ id, value, was: change.after }])
    } catch (error) {
      if (!(error instanceof SettingConflict)) throw error
      return data(refuseForm({}, { '': t('settings.conflict', { value: error.now }) }), 422)
    }
    const { pathname, search } = new URL(request.url)
    throw redirect(pathname + search, 303)
  },
)

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('settings.history'), unindexed: true })
}

export default function AdminSettingsHistory() {
  return <SettingsHistoryPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
