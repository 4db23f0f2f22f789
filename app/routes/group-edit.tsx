import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findGroup } from '#app/domains/groups/group.queries.server.ts'
import { groupSchema } from '#app/domains/groups/group.schema.ts'
import { changeGroup } from '#app/domains/groups/save-group.server.ts'
import { notFound } from '#app/http/errors.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { GroupForm } from '#app/ui/group-form.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'

const access = { can: 'access.manage' } as const
const params = z.object({ group: z.string().max(60) })

export const loader = guardedLoader({ access, params }, async ({ ctx, params }) => {
  const group = await findGroup(ctx, params.group)
  if (!group) throw notFound()
  const { key, name, description, kind, domains } = group
  return { key, name, description, kind, domains: domains.join(', ') }
})

/** Changes what is said of a group, and who gets in. */
export const action = guardedAction({ access, params }, async ({ ctx, params, request }) => {
  const read = await readForm(ctx, request, groupSchema)
  if ('refusal' in read) return data(read.refusal, 422)
  if (!(await changeGroup(ctx.services, params.group, read.value))) throw notFound()
  return redirect(`/groups/${encodeURIComponent(params.group)}`, 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('groups.edit'), unindexed: true })
}

export default function GroupEdit() {
  const { key, ...group } = useLoaderData<typeof loader>()
  const { values = group, errors = {} } = useActionData<typeof action>() ?? {}
  const t = useT()
  return (
    <Page>
      <PageHead size="s" title={t('groups.edit')} kicker={group.name} />
      <GroupForm action={`/groups/${key}/edit`} values={values} errors={errors} withKey={false} />
    </Page>
  )
}
