import { feedReader } from '#app/domains/feeds/feed.queries.server.ts'
import { listSitemapParts } from '#app/domains/sitemaps/sitemap.queries.server.ts'
import { writeSitemapIndex } from '#app/domains/sitemaps/write-sitemap.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { fileForAnybody } from './parts/feed-file.server.ts'

/** The index of the sitemap: which parts there are. */
export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx }) => {
  ctx.tags.add('home')
  const paths = await listSitemapParts(await feedReader(ctx.services.gate, ctx))
  return fileForAnybody(ctx, writeSitemapIndex(ctx.services.env.PUBLIC_URL, paths), 'application/xml')
})
