import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '#app/domains/access/actor.ts'
import { listGroups } from '#app/domains/groups/group.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Empty } from '#app/ui/empty.tsx'
import { GroupList } from '#app/ui/group.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'

/** The groups that the reader may know of. */
export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx }) => {
  ctx.tags.add('groups')
  return { groups: await listGroups(ctx), mayMake: can(ctx.actor, 'access.manage') }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('groups.title'), canonical: '/groups' })
}

export default function Groups() {
  const { groups, mayMake } = useLoaderData<typeof loader>()
  const t = useT()
  const make = mayMake ? (
    <a className="btn primary" href="/groups/new">
      {t('groups.new')}
    </a>
  ) : null
  return (
    <Page>
      <PageHead title={t('groups.title')} lead={t('groups.lead')} actions={make} />
      {groups.length === 0 ? <Empty title={t('groups.none.title')} text={t('groups.none.text')} /> : null}
      <GroupList groups={groups.map((group) => ({ ...group, href: `/groups/${group.key}` }))} />
    </Page>
  )
}
