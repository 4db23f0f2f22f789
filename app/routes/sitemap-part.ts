import { z } from 'zod'
import { feedReader } from '#app/domains/feeds/feed.queries.server.ts'
import { readSitemapPart } from '#app/domains/sitemaps/sitemap.queries.server.ts'
import { sitemapKinds } from '#app/domains/sitemaps/sitemap.view.ts'
import { writeSitemap } from '#app/domains/sitemaps/write-sitemap.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { fileForAnybody } from './parts/feed-file.server.ts'

const params = z.object({ kind: z.string(), part: z.string() })

/** One part of the sitemap: what visitors may see among ten thousand ids. */
export const loader = guardedLoader({ access: 'everyone', params }, async ({ ctx, params }) => {
  const kind = sitemapKinds.find((one) => one === params.kind)
  const [, number] = /^([1-9]\d{0,5})\.xml$/.exec(params.part) ?? []
  if (!kind || number === undefined) throw notFound()
  const reader = await feedReader(ctx.services.gate, ctx)
  const part = await readSitemapPart(reader, ctx.services.spaces, kind, Number(number))
  if (!part) throw notFound()
  for (const tag of ['home', ...part.madeOf]) ctx.tags.add(tag)
  return fileForAnybody(ctx, writeSitemap(ctx.services.env.PUBLIC_URL, part.entries), 'application/xml')
})
