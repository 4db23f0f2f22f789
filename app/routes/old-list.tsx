import { redirect } from '@remix-run/node'
import { feedPath } from '#app/domains/feeds/feed-address.ts'
import { findImportedSpace } from '#app/domains/imports/find-imported.queries.server.ts'
import { listOpenSpaces } from '#app/domains/spaces/space.queries.server.ts'
import { findTag } from '#app/domains/tags/tag.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedLoader } from '#app/http/route.server.ts'

/**
 * Lists of an imported forum and their feeds, under the addresses that people and readers know: `/latest.rss`,
 * `/c/<slug>/<id>[.rss]`, `/tag/<tag>[.rss]`. They lead on after the gate.
 */
export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx, request }) => {
  const { pathname } = new URL(request.url)
  const path = decodeURIComponent(pathname.replace(/\.data$/, '')).replace(/\/$/, '')
  const asFeed = path.endsWith('.rss')
  const page = await newPage(ctx, asFeed ? path.slice(0, -'.rss'.length) : path)
  if (page === null) throw notFound()
  throw redirect(asFeed ? `${feedPath(page)}.rss` : page, 301)
})

/** The page that an old list is now, or null. */
async function newPage(ctx: RequestContext, path: string): Promise<string | null> {
  if (path === '/latest') return '/'
  const [, tag] = /^\/tag\/([^/]{1,200})$/.exec(path) ?? []
  if (tag !== undefined) {
    const found = await findTag(ctx, tag)
    return found && `/tags/${encodeURIComponent(found.slug)}`
  }
  const [, category] = /^\/c\/(?:[^/]+\/){1,3}(\d{1,9})$/.exec(path) ?? []
  const id = category === undefined ? null : await findImportedSpace(ctx.db, Number(category))
  const open = id === null ? [] : await listOpenSpaces(ctx, ctx.services.spaces)
  const space = open.find((one) => one.id === id)
  return space ? `/s/${encodeURIComponent(space.slug)}` : null
}

/** Never shown: it makes this a page, so that what is not there gets the 404 page. */
export default function OldList() {
  return null
}
