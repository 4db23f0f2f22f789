import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { feedPath } from '#app/domains/feeds/feed-address.ts'
import { findImportedThread } from '#app/domains/imports/find-imported.queries.server.ts'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import { parseThreadPath } from '#app/domains/threads/thread-path.ts'
import {
  findMovedPost,
  findPost,
  findThread,
  pageOnDate,
  pagesOf,
  readThreadPage,
} from '#app/domains/threads/thread-page.queries.server.ts'
import { describeThread } from '#app/domains/structured-data/describe-thread.ts'
import { badRequest, notFound } from '#app/http/errors.ts'
import { numberSchema } from '#app/domains/posts/post.schema.ts'
import { readReplyForm } from '#app/domains/posts/reply-form.queries.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { useT } from '#app/ui/words.tsx'
import type { ThreadHeadView } from '#app/domains/threads/thread.view.ts'
import { drawnCover } from './parts/covers.ts'
import { embedLinks } from './parts/embed-links.ts'
import { feedLinks } from './parts/feed-links.ts'
import { replyAction } from './parts/reply-action.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { LockedPage } from './parts/locked-page.tsx'
import { structuredFor } from './parts/structured-data.server.ts'
import type { Shared } from './parts/share-tags.ts'
import { ThreadPage } from './parts/thread-page.tsx'

const params = z.object({ first: z.string(), second: z.string().optional(), third: z.string().optional() })
const search = z.object({
  page: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, { error: '“page” is a number from 1 on.' })
    .transform(Number)
    .default(1),
  date: z.iso.date({ error: '“date” is a day such as 2026-11-22.' }).optional(),
  /** The number of the post that a reply answers, and the id of one that it quotes. */
  reply: numberSchema,
  quote: numberSchema,
})

export const loader = guardedLoader(
  { access: 'everyone', params, search },
  async ({ ctx, params, search }) => {
    const path = parseThreadPath(params)
    if (path === null) throw badRequest()
    if (path.kind === 'old') throw redirect(await newAddress(ctx, path, search.page), 301)
    const found = await findThread(ctx, path.id)
    if (found.view === 'none') throw notFound()
    ctx.tags.add(`thread:${path.id}`)
    if (found.view === 'teaser') {
      const ways = await ctx.services.gate.waysIn(ctx.access, found.thing)
      return { view: 'teaser' as const, id: path.id, teaser: found.teaser, ways }
    }
    const { row } = found
    if (path.number !== null) throw redirect(await placeOf(ctx, row, path.number), 302)
    if (search.date) throw redirect(threadHref(row, await pageOnDate(ctx, row, new Date(search.date))), 302)
    // Slugs follow the title; the redirect comes after the gate, so that it tells nobody a hidden title.
    if (path.slug !== row.slug) throw redirect(threadHref(row, search.page), 301)
    if (search.page > pagesOf(row)) throw notFound()
    ctx.tags.add(`space:${row.space_id}`)
    const data = await readThreadPage(ctx, row, search.page)
    const structured = structuredFor(ctx, (site) => (row.unlisted ? [] : describeThread(data, site)))
    const reply = await readReplyForm(ctx, row, search)
    return { view: 'full' as const, ...data, structured, reply, choices: ctx.site.reactions }
  },
)

/** A reply, from any page of the thread. */
export const action = guardedAction({ access: 'members', params }, async ({ ctx, params, request }) => {
  const path = parseThreadPath(params)
  if (path?.kind !== 'ours') throw notFound()
  return replyAction(ctx, path.id, request)
})

/** Where `/t/<id>/<slug>/<number>` leads: the post's page, or where it moved to. */
async function placeOf(
  ctx: RequestContext,
  row: { id: number; slug: string; last_number: number },
  number: number,
): Promise<string> {
  const moved = await findMovedPost(ctx, row.id, number)
  const post = moved === null ? null : await findPost(ctx, moved)
  if (post) return postHref({ id: post.threadId, slug: post.slug }, post.number)
  return postHref(row, Math.min(Math.max(1, number), Math.max(1, row.last_number)))
}

/** Where an address of the forum that was imported leads now; 404 when it is not ours or not for this reader. */
async function newAddress(
  ctx: RequestContext,
  { topicId, post, feed }: { topicId: number; post: number | null; feed?: true },
  page: number,
): Promise<string> {
  const id = await findImportedThread(ctx.db, topicId)
  const found = id === null ? null : await findThread(ctx, id)
  if (!found || found.view === 'none') throw notFound()
  if (feed) return `${feedPath(`/t/${id}`)}.rss`
  if (found.view === 'teaser') return `/t/${id}`
  return post === null ? threadHref(found.row, page) : placeOf(ctx, found.row, post)
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  if (data.view === 'teaser') {
    const { title, excerpt } = data.teaser
    return pageHead({ ...root, title, description: excerpt, unindexed: true })
  }
  const { thread, page, pages, structured } = data
  const head = pageHead({
    ...root,
    title: thread.title,
    description: thread.excerpt,
    canonical: threadHref(thread, page),
    previous: page > 1 ? threadHref(thread, page - 1) : null,
    next: page < pages ? threadHref(thread, page + 1) : null,
    unindexed: thread.unlisted,
    shared: articleOf(thread),
    card: { thread },
    structured,
  })
  const { title } = thread
  return [
    ...head,
    ...feedLinks({ ...root, page: `/t/${thread.id}`, title }),
    ...embedLinks({ ...root, page: threadHref(thread), title }),
  ]
}

function articleOf({ author, createdAt, lastPostAt, space, tags }: ThreadHeadView): Shared {
  return {
    as: 'article',
    published: createdAt,
    modified: lastPostAt,
    section: space.name,
    tags: tags.map((tag) => tag.name),
    author: author.kind === 'erased' ? null : `/u/${encodeURIComponent(author.handle)}`,
  }
}

export default function Thread() {
  const data = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  const t = useT()
  if (data.view === 'full')
    return <ThreadPage data={data} choices={data.choices} reply={data.reply} sent={sent} />
  const cover = drawnCover(data.id, 150)
  return (
    <LockedPage
      space={data.teaser.space.slug}
      title={data.teaser.title}
      label={t('locked.thread', { space: data.teaser.space.name })}
      opening={data.teaser.excerpt}
      cover={cover}
      ways={data.ways}
    />
  )
}
