import { writeRobots } from '#app/domains/crawlers/write-robots.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { fileForAnybody } from './parts/feed-file.server.ts'

/** What crawlers may read. Needs no database: while it is away, the rules are those of a new site. */
export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx }) => {
  const { indexed, crawlers } = ctx.site
  const text = writeRobots({ origin: ctx.services.env.PUBLIC_URL, indexed, crawlers })
  return fileForAnybody(ctx, text, 'text/plain')
})
