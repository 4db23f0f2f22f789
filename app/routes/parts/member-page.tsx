import type {
  ActivityListView,
  ActivityView,
  MemberView,
  OwnRelationView,
} from '#app/domains/members/member.view.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ProfileHead } from '#app/ui/profile-head.tsx'
import { RelationForm } from '#app/ui/relation-form.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { ActivityList } from '#app/ui/activity-list.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { drawnCover } from './covers.ts'
import { Page } from './page.tsx'
import { roleWord } from './role-word.ts'

type Data = {
  id: number
  member: MemberView
  relation: OwnRelationView | null
  knowsTrust: boolean
  activity: ActivityListView
  tab: 'posts' | 'threads'
  first: boolean
}

/** A member: who, a few numbers, and what they wrote. */
export function MemberPage({ data }: { data: Data }) {
  const { id, member, relation, activity, tab } = data
  const t = useT()
  const path = `/u/${encodeURIComponent(member.handle)}`
  return (
    <Page>
      <ProfileHead
        person={{
          handle: member.handle,
          name: member.name || null,
          href: path,
          avatar: member.avatar,
          official: member.official,
        }}
        cover={drawnCover(id, (id * 45) % 360)}
        role={roleWord(t, member)}
        details={[member.location].filter(Boolean)}
        bio={member.bio}
        actions={
          relation || data.knowsTrust ? (
            <>
              {relation ? <RelationForm handle={member.handle} {...relation} here={path} /> : null}
              {data.knowsTrust ? (
                <a className="btn small quiet" href={`${path}/trust`}>
                  {t('trust.title')}
                </a>
              ) : null}
            </>
          ) : null
        }
        website={member.website}
        stats={[
          { label: t('profile.here'), value: <Time iso={member.joinedAt} relative={false} /> },
          { label: t('profile.threads'), value: member.threads },
          { label: t('profile.posts'), value: member.posts },
          { label: t('profile.accepted'), value: member.accepted },
          { label: t('profile.likes'), value: member.likes },
        ]}
      />
      <Tabs
        label={t('profile.activity')}
        tabs={[
          { label: t('profile.posts'), href: path, current: tab === 'posts' },
          { label: t('profile.threads'), href: `${path}?tab=threads`, current: tab === 'threads' },
        ]}
      />
      <ActivityList
        heading={t('profile.activity')}
        items={activity.rows.map(toItem)}
        empty={<Empty title={t('profile.empty.title')} text={t('profile.empty.text')} />}
      />
      <Pager
        prevHref={activity.previous && path + activity.previous}
        nextHref={activity.next && path + activity.next}
        words={{ prev: t('pager.previous'), next: t('pager.next') }}
      />
    </Page>
  )
}

function toItem(row: ActivityView) {
  return {
    key: row.id,
    href: row.href,
    title: row.title,
    excerpt: row.excerpt,
    at: row.at,
    likes: row.likes,
    accepted: row.accepted,
    started: row.number === 1,
    space: { name: row.space.name, href: `/s/${row.space.slug}`, hue: row.space.hue },
  }
}
