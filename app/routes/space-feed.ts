import { z } from 'zod'
import { spaceFeed } from '#app/domains/feeds/feed.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { feedFile } from './parts/feed-file.server.ts'

const params = z.object({ space: z.string().max(200) })

/** The newest threads of a space. */
export const loader = guardedLoader({ access: 'everyone', params }, ({ ctx, request, params }) =>
  feedFile(ctx, request, (reader, site) => spaceFeed(reader, site, ctx.services.spaces, params.space)),
)
