import { z } from 'zod'
import { tagFeed } from '#app/domains/feeds/feed.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { feedFile } from './parts/feed-file.server.ts'

const params = z.object({ tag: z.string().max(200) })

/** The newest threads with a tag. */
export const loader = guardedLoader({ access: 'everyone', params }, ({ ctx, request, params }) =>
  feedFile(ctx, request, (reader, site) => tagFeed(reader, site, params.tag)),
)
