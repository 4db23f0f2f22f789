import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { loader as rootLoader } from '#app/root.tsx'
import { listHelpfulMembers } from '#app/domains/members/helpful-members.queries.server.ts'
import { findOpeningPicture } from '#app/domains/posts/find-picture.queries.server.ts'
import { describeSite } from '#app/domains/structured-data/describe-places.ts'
import { countWaiting } from '#app/domains/reading/waiting.queries.server.ts'
import { listTags } from '#app/domains/tags/tag.queries.server.ts'
import { threadListSearch } from '#app/domains/threads/thread-list.schema.ts'
import { listThreads } from '#app/domains/threads/thread-list.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { Lead } from '#app/ui/lead.tsx'
import { Note, People, PlainLinks } from '#app/ui/note.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { TagList } from '#app/ui/tag.tsx'
import { useT } from '#app/ui/words.tsx'
import { canonicalList } from './parts/canonical-list.ts'
import { chosenSort } from './parts/chosen-sort.ts'
import { drawnCover } from './parts/covers.ts'
import { feedLinks } from './parts/feed-links.ts'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'
import { PagedThreads } from './parts/paged-threads.tsx'
import { personRef } from './parts/person.ts'
import { ReadingTools } from './parts/reading-tools.tsx'
import { SortTabs } from './parts/sort-tabs.tsx'
import { structuredFor } from './parts/structured-data.server.ts'

export const loader = guardedLoader(
  { access: 'everyone', search: threadListSearch },
  async ({ ctx, search }) => {
    ctx.tags.add('home')
    const { cursor, period } = search
    const sort = chosenSort(ctx, search.sort, 'latest')
    const scope = { of: 'site' } as const
    // The front of the house: the first page of the plain list has a lead story and the context column.
    const front = sort === 'latest' && cursor === null
    const [list, hot, top, helpful, tags, waiting] = await Promise.all([
      listThreads(ctx, { scope, sort, period, cursor }),
      front ? listThreads(ctx, { scope, sort: 'hot', period: 'all', cursor: null, limit: 1 }) : null,
      front ? listThreads(ctx, { scope, sort: 'top', period: 'all', cursor: null, limit: 5 }) : null,
      front ? listHelpfulMembers(ctx, 5) : [],
      front ? listTags(ctx, 12) : [],
      countWaiting(ctx, null),
    ])
    // With next to nothing to read, a lead would be the whole list.
    const lead = list.rows.length > 2 ? (hot?.rows[0] ?? null) : null
    return {
      list: lead ? { ...list, rows: list.rows.filter((row) => row.id !== lead.id) } : list,
      lead: lead && { ...lead, picture: await findOpeningPicture(ctx, lead.id) },
      top: top?.rows.map(({ title, href }) => ({ title, href })) ?? [],
      helpful,
      tags,
      waiting,
      structured: front ? structuredFor(ctx, describeSite) : [],
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const { previous, next, first } = data.list
  const head = pageHead({
    ...root,
    title: root.site,
    description: root.tagline,
    canonical: canonicalList('/', data.list),
    previous: previous && `/${previous}`,
    next: next && `/${next}`,
    unindexed: !first,
    structured: data.structured,
  })
  return [...head, ...feedLinks({ ...root, page: '/', title: root.site })]
}

export default function Home() {
  const { list, lead, waiting } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const t = useT()
  const here = list.sort === 'top' || list.sort === 'unanswered' ? list.sort : 'home'
  return (
    <Page here={here} context={lead ? <HomeContext /> : undefined} feedOf="/">
      {lead ? (
        <>
          <PageHead
            size="s"
            title={t('home.title', { site: root?.site.name ?? '' })}
            lead={root?.site.tagline ?? ''}
          />
          <Lead
            href={lead.href}
            title={lead.title}
            kicker={lead.space.name}
            summary={lead.excerpt}
            author={personRef(lead.author)}
            replies={lead.replies}
            cover={lead.picture ?? drawnCover(lead.id, lead.space.hue)}
          />
        </>
      ) : (
        <PageHead title={t(`sort.${list.sort}`)} />
      )}
      <SortTabs path="/" list={list} standard="latest" waiting={waiting} />
      <ReadingTools list={list} waiting={waiting} here="/" />
      <PagedThreads path="/" list={list} heading={t('home.list')} />
    </Page>
  )
}

function HomeContext() {
  const { top, helpful, tags } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      {top.length > 0 ? (
        <Note title={t('home.top')} more={{ label: t('home.all'), href: '/?sort=top' }}>
          <PlainLinks links={top.map((thread) => ({ label: thread.title, href: thread.href }))} />
        </Note>
      ) : null}
      {helpful.length > 0 ? (
        <Note title={t('home.thanks')}>
          <People
            people={helpful.map((one) => ({
              person: { handle: one.handle, name: one.name || null, href: `/u/${one.handle}` },
              about: t('home.helped', { count: one.accepted }),
            }))}
          />
        </Note>
      ) : null}
      {tags.length > 0 ? (
        <Note title={t('nav.tags')} more={{ label: t('home.all'), href: '/tags' }}>
          <TagList
            tags={tags.map((tag) => ({ name: tag.name, href: `/tags/${tag.slug}`, count: tag.threads }))}
          />
        </Note>
      ) : null}
    </>
  )
}
