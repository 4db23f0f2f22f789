import { siteFeed } from '#app/domains/feeds/feed.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { feedFile } from './parts/feed-file.server.ts'

/** The newest threads of the site, for readers of feeds. */
export const loader = guardedLoader({ access: 'everyone' }, ({ ctx, request }) =>
  feedFile(ctx, request, siteFeed),
)
