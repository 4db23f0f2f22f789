import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { isHandle, isReserved } from '#app/domains/accounts/handle.ts'
import { handleKey, readOwnProfile } from '#app/domains/members/member.queries.server.ts'
import { profileSchema } from '#app/domains/members/profile.schema.ts'
import { RENAME_DAYS, saveProfile } from '#app/domains/members/save-profile.server.ts'
import { forbidden } from '#app/http/errors.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { memberOf } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { ProfilePage } from './parts/profile-page.tsx'

export const loader = guardedLoader({ access: 'members' }, async ({ ctx }) => ({
  profile: await readOwnProfile(ctx, memberOf(ctx).memberId),
  days: RENAME_DAYS,
}))

/** Saves what a member says about themselves. Who is suspended says nothing new. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const { services, site } = ctx
  const { memberId, suspended, handle: current } = memberOf(ctx)
  if (suspended) throw forbidden('members')
  const read = await readForm(ctx, request, profileSchema)
  if ('refusal' in read) return data(read.refusal, 422)
  const t = translator(site.locale)
  const { value } = read
  const refuse = (handle: string) => data(refuseForm(value, { handle }), 422)
  // Imported handles may be older than the rules: who keeps theirs is not asked.
  if (handleKey(value.handle) !== handleKey(current)) {
    if (!isHandle(value.handle)) return refuse(t('join.handle.wrong'))
    if (isReserved(value.handle, site.name))
      return refuse(t('join.handle.reserved', { handle: value.handle }))
  } else if (value.handle !== current && !isHandle(value.handle)) return refuse(t('join.handle.wrong'))
  const outcome = await saveProfile(services, memberId, value)
  if (outcome === 'taken') return refuse(t('profile.handle.taken', { handle: value.handle }))
  if (outcome === 'soon') return refuse(t('profile.handle.soon', { days: RENAME_DAYS }))
  throw redirect(`/u/${encodeURIComponent(value.handle)}`, 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('you.profile'), unindexed: true })
}

export default function YouProfile() {
  return <ProfilePage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
