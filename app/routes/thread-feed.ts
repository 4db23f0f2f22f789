import { z } from 'zod'
import { threadFeed } from '#app/domains/feeds/feed.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { feedFile } from './parts/feed-file.server.ts'

const params = z.object({ thread: z.string() })
/** Ids beyond PostgreSQL's integers name nothing, and neither do words. */
const toId = (text: string) => (/^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : 0)

/** The newest posts of a thread. */
export const loader = guardedLoader({ access: 'everyone', params }, ({ ctx, request, params }) =>
  feedFile(ctx, request, (reader, site) => threadFeed(reader, site, toId(params.thread))),
)
