import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { newGroupSchema } from '#app/domains/groups/group.schema.ts'
import { makeGroup } from '#app/domains/groups/save-group.server.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { GroupForm } from '#app/ui/group-form.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'

const access = { can: 'access.manage' } as const

/** The form for a new group has nothing to read. */
export const loader = guardedLoader({ access }, async () => null)

/** Makes a group. */
export const action = guardedAction({ access }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, newGroupSchema)
  if ('refusal' in read) return data(read.refusal, 422)
  const { value } = read
  if (await makeGroup(ctx.services, memberOf(ctx), value)) return redirect(`/groups/${value.key}`, 303)
  const typed = { ...value, domains: value.domains.join(', ') }
  return data(refuseForm(typed, { key: translator(ctx.site.locale)('groups.key.taken') }), 422)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('groups.new'), unindexed: true })
}

export default function GroupNew() {
  const { values = {}, errors = {} } = useActionData<typeof action>() ?? {}
  const t = useT()
  return (
    <Page>
      <PageHead size="s" title={t('groups.new')} />
      <GroupForm action="/groups/new" values={values} errors={errors} withKey />
    </Page>
  )
}
