import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { memberIdOf } from '#app/domains/access/actor.ts'
import { findTagLevel } from '#app/domains/reading/set-watch-level.server.ts'
import { describeTag } from '#app/domains/structured-data/describe-places.ts'
import { findTag } from '#app/domains/tags/tag.queries.server.ts'
import { tagListSearch } from '#app/domains/threads/thread-list.schema.ts'
import { tagSorts } from '#app/domains/threads/thread-sorts.ts'
import { listThreads } from '#app/domains/threads/thread-list.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { WatchForm } from '#app/ui/watch-form.tsx'
import { useT } from '#app/ui/words.tsx'
import { canonicalList } from './parts/canonical-list.ts'
import { feedLinks } from './parts/feed-links.ts'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'
import { PagedThreads } from './parts/paged-threads.tsx'
import { SortTabs } from './parts/sort-tabs.tsx'
import { structuredFor } from './parts/structured-data.server.ts'

const params = z.object({ tag: z.string().max(200) })

export const loader = guardedLoader(
  { access: 'everyone', params, search: tagListSearch },
  async ({ ctx, params, search }) => {
    const tag = await findTag(ctx, params.tag)
    if (!tag) throw notFound()
    ctx.tags.add(`tag:${tag.id}`)
    const scope = { of: 'tag', id: tag.id } as const
    const list = await listThreads(ctx, {
      scope,
      sort: search.sort ?? 'latest',
      period: 'all',
      cursor: search.cursor,
    })
    const { slug, name, description, threads } = tag
    const structured = list.first ? structuredFor(ctx, (site) => describeTag(tag, site)) : []
    const memberId = memberIdOf(ctx.actor)
    const watch = memberId === null ? null : { level: await findTagLevel(ctx, memberId, tag.id) }
    return { tag: { id: tag.id, slug, name, description, threads }, list, structured, watch }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const path = `/tags/${encodeURIComponent(data.tag.slug)}`
  const { previous, next, first } = data.list
  const head = pageHead({
    ...root,
    title: data.tag.name,
    description: data.tag.description,
    canonical: canonicalList(path, data.list),
    previous: previous && path + previous,
    next: next && path + next,
    unindexed: !first,
    structured: data.structured,
  })
  return [...head, ...feedLinks({ ...root, page: path, title: data.tag.name })]
}

export default function Tag() {
  const { tag, list, watch } = useLoaderData<typeof loader>()
  const t = useT()
  const path = `/tags/${encodeURIComponent(tag.slug)}`
  return (
    <Page here={null} feedOf={path}>
      <Crumbs crumbs={[{ label: t('nav.tags'), href: '/tags' }]} />
      <PageHead title={tag.name} lead={tag.description} />
      {watch ? <WatchForm of="tag" id={tag.id} level={watch.level} here={path} /> : null}
      <SortTabs path={path} list={list} standard="latest" sorts={tagSorts} />
      <PagedThreads path={path} list={list} heading={t('tag.list', { name: tag.name })} />
    </Page>
  )
}
