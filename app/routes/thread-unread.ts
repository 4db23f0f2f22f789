import { redirect } from '@remix-run/node'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import { findThread } from '#app/domains/threads/thread-page.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { threadParams } from './parts/thread-params.ts'

/** Leads to the first post of a thread that the reader has not read; it marks nothing. */
export const loader = guardedLoader({ access: 'everyone', params: threadParams }, async ({ ctx, params }) => {
  const found = await findThread(ctx, params.thread)
  if (found.view === 'none') throw notFound()
  ctx.tags.add(`thread:${params.thread}`)
  if (found.view === 'teaser') throw redirect(`/t/${params.thread}`, 302)
  const { row } = found
  const read = row.reading?.number ?? 0
  throw redirect(read > 0 ? postHref(row, Math.min(read + 1, row.last_number)) : threadHref(row), 302)
})
