import { z } from 'zod'
import { embedFormats, embedTypes } from '#app/domains/embeds/embed.view.ts'
import { findEmbed } from '#app/domains/embeds/find-embed.queries.server.ts'
import { writeEmbed } from '#app/domains/embeds/write-embed.ts'
import { feedReader } from '#app/domains/feeds/feed.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { fileForAnybody } from './parts/feed-file.server.ts'

const pixels = (name: string) =>
  z
    .string({ error: `“${name}” is given once.` })
    .regex(/^[1-9]\d{0,5}$/, { error: `“${name}” is a number of pixels.` })
    .transform(Number)
    .default(Infinity)
const search = z.object({
  url: z
    .string({ error: '“url” is the address of a thread, given once.' })
    .max(2_000, { error: '“url” is longer than any address here.' }),
  format: z.string({ error: '“format” is json or xml.' }).default('json'),
  maxwidth: pixels('maxwidth'),
  maxheight: pixels('maxheight'),
})

/** What other sites show of a thread, as https://oembed.com has it; the same whoever asks, and public things only. */
export const loader = guardedLoader({ access: 'everyone', search }, async ({ ctx, search }) => {
  const format = embedFormats.find((known) => known === search.format)
  const t = translator(ctx.site.locale)
  if (!format) throw plain(501, t('embed.format'))
  const site = { ...ctx.site, origin: ctx.services.env.PUBLIC_URL, words: { erased: t('post.erased') } }
  const embed = await findEmbed(await feedReader(ctx.services.gate, ctx), site, search.url)
  if (!embed) throw plain(404, t('embed.none'))
  const room = { width: search.maxwidth, height: search.maxheight }
  return fileForAnybody(ctx, writeEmbed(format, embed, site, room), embedTypes[format])
})

const plain = (status: number, text: string) =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
