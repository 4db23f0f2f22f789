import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { findPost } from '#app/domains/threads/thread-page.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'

const params = z.object({
  post: z.string().regex(/^\d+$/, 'A post’s address ends with its number, for example /p/1284.'),
})

/** The permalink of a post: leads to it wherever it is now, after the gate. */
export const loader = guardedLoader({ access: 'everyone', params }, async ({ ctx, params }) => {
  const id = Number(params.post)
  const post = id <= 2_147_483_647 ? await findPost(ctx, id) : null
  if (!post) throw notFound()
  ctx.tags.add(`thread:${post.threadId}`)
  throw redirect(postHref({ id: post.threadId, slug: post.slug }, post.number), 302)
})

/** Never shown: it makes this a page, so that a post that is not there gets the 404 page. */
export default function Post() {
  return null
}
