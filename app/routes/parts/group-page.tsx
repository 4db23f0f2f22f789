import type { GroupView } from '#app/domains/groups/group.view.ts'
import { GroupMoves, GroupPeople, GroupWaiting } from '#app/ui/group.tsx'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'
import { personRef } from './person.ts'

/** A group: what it is, how one gets in, and who is in it for who may know. */
export function GroupPage({ group }: { group: GroupView }) {
  const { key, name, description, people, waiting, can } = group
  const t = useT()
  const path = `/groups/${key}`
  return (
    <Page>
      <Crumbs crumbs={[{ label: t('groups.title'), href: '/groups' }]} />
      <PageHead
        size="s"
        kicker={t(`groups.kind.${group.kind}`)}
        title={name}
        lead={description}
        actions={
          <>
            <GroupMoves path={path} within={group.in} join={can.join} ask={can.ask} />
            {can.edit ? (
              <a className="btn small quiet" href={`${path}/edit`}>
                {t('groups.edit')}
              </a>
            ) : null}
          </>
        }
      />
      {waiting ? (
        <GroupWaiting
          path={path}
          waiting={waiting.flatMap(({ waits, ...one }) => {
            const person = personRef(one)
            return person ? [{ person, waits }] : []
          })}
        />
      ) : null}
      {people ? (
        <GroupPeople
          path={path}
          look={can.look}
          count={group.members ?? people.length}
          people={people.flatMap(({ owner, ...one }) => {
            const person = personRef(one)
            return person ? [{ person, owner }] : []
          })}
        />
      ) : (
        <p className="meta">{t('groups.people.hidden')}</p>
      )}
      <Pager
        prevHref={null}
        nextHref={group.next && `${path}?after=${encodeURIComponent(group.next)}`}
        words={{ prev: t('pager.previous'), next: t('pager.next') }}
      />
    </Page>
  )
}
