import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findSpace } from '#app/domains/spaces/space.queries.server.ts'
import { describeSpace } from '#app/domains/structured-data/describe-places.ts'
import { countWaiting } from '#app/domains/reading/waiting.queries.server.ts'
import { threadListSearch } from '#app/domains/threads/thread-list.schema.ts'
import { listThreads } from '#app/domains/threads/thread-list.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { SpaceHead } from '#app/ui/space-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { canonicalList } from './parts/canonical-list.ts'
import { chosenSort } from './parts/chosen-sort.ts'
import { drawnCover } from './parts/covers.ts'
import { feedLinks } from './parts/feed-links.ts'
import { pageHead, rootData } from './parts/head.ts'
import { LockedPage } from './parts/locked-page.tsx'
import { newThreadHref, Page } from './parts/page.tsx'
import { PagedThreads } from './parts/paged-threads.tsx'
import { ReadingTools } from './parts/reading-tools.tsx'
import { SortTabs } from './parts/sort-tabs.tsx'
import { SpaceContext } from './parts/space-context.tsx'
import { structuredFor } from './parts/structured-data.server.ts'
import { topicsOf } from './parts/topics.ts'

const MOST_LOVED = { sort: 'top', period: 'all', cursor: null, limit: 5 } as const
const params = z.object({ space: z.string().max(200) })

export const loader = guardedLoader(
  { access: 'everyone', params, search: threadListSearch },
  async ({ ctx, params, search, request }) => {
    const found = await findSpace(ctx, ctx.services.spaces, params.space)
    if (found.view === 'none') throw notFound()
    if (found.view === 'moved')
      throw redirect(`/s/${encodeURIComponent(found.slug)}${new URL(request.url).search}`, 301)
    const { id, name, slug, description, hue, archived, locked } = found.space
    ctx.tags.add(`space:${id}`)
    const space = { id, name, slug, description, hue, archived, locked }
    if (found.view === 'teaser') {
      return { view: 'teaser' as const, space, ways: await ctx.services.gate.waysIn(ctx.access, found.thing) }
    }
    const sort = chosenSort(ctx, search.sort, found.space.defaultSort)
    const scope = { of: 'spaces', ids: found.listed } as const
    const [list, waiting] = await Promise.all([
      listThreads(ctx, { scope, sort, period: search.period, cursor: search.cursor }),
      countWaiting(ctx, { id, listed: found.listed }),
    ])
    for (const listed of found.listed) ctx.tags.add(`space:${listed}`)
    // Where everything stands on one page, the most loved of it need no list of their own.
    const top = list.first && list.next ? await listThreads(ctx, { scope, ...MOST_LOVED }) : null
    return {
      view: 'full' as const,
      space,
      standard: found.space.defaultSort,
      parent: found.parent,
      children: found.children,
      list,
      waiting,
      top: top?.rows.map(({ title, href }) => ({ title, href })) ?? [],
      topics: topicsOf(list.rows),
      structured: list.first
        ? structuredFor(ctx, (site) => describeSpace({ name, parent: found.parent }, site))
        : [],
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const path = `/s/${data.space.slug}`
  const head = { ...root, title: data.space.name, description: data.space.description, canonical: path }
  if (data.view === 'teaser') return pageHead({ ...head, unindexed: true })
  const card = { space: data.space }
  const { previous, next, first } = data.list
  const tags = pageHead({
    ...head,
    canonical: canonicalList(path, data.list, data.standard),
    previous: previous && path + previous,
    next: next && path + next,
    unindexed: !first,
    card,
    structured: data.structured,
  })
  return [...tags, ...feedLinks({ ...root, page: path, title: data.space.name })]
}

export default function Space() {
  const data = useLoaderData<typeof loader>()
  const t = useT()
  const { space } = data
  const cover = drawnCover(space.id, space.hue)
  if (data.view === 'teaser') {
    return (
      <LockedPage
        space={space.slug}
        title={space.name}
        label={t('locked.space')}
        summary={space.description}
        cover={cover}
        ways={data.ways}
      />
    )
  }
  const { parent, children, list, standard, top, topics, waiting } = data
  const beside = children.length + top.length + topics.length > 0
  const path = `/s/${space.slug}`
  return (
    <Page
      space={space.slug}
      feedOf={path}
      context={beside ? <SpaceContext inside={children} top={top} topics={topics} /> : undefined}
    >
      {parent ? <Crumbs crumbs={[{ label: parent.name, href: `/s/${parent.slug}` }]} /> : null}
      <SpaceHead
        name={space.name}
        purpose={space.description}
        cover={cover}
        state={space.archived ? 'archived' : space.locked ? 'locked' : null}
        actions={
          space.archived || space.locked ? null : (
            <a className="btn primary" href={newThreadHref(space.slug)}>
              <Icon name="pen" />
              {t('write.new.do.short')}
            </a>
          )
        }
      />
      <SortTabs path={path} list={list} standard={standard} waiting={waiting} />
      <ReadingTools list={list} waiting={waiting} here={path} space={space} />
      <PagedThreads
        path={path}
        list={list}
        heading={t('space.list', { name: space.name })}
        within={space.slug}
      />
    </Page>
  )
}
