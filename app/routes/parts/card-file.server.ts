import { cardHref, cardOf, type CardOf } from '#app/domains/cards/card-address.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { feedReader } from '#app/domains/feeds/feed.queries.server.ts'
import { notFound, tooMany, unavailable } from '#app/http/errors.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator } from '#app/locales/translate.ts'
import { lookOf, wordsOf } from './card-look.ts'

/** Seconds after which it is worth to ask again for a picture that there was no time to draw. */
const LATER = 5

/**
 * Answers with a share picture, as a visitor gets it, whoever asks. Its address says what it shows: another address of
 * the same thing leads there. What a visitor may not read, and what never was, is the same 404.
 */
export async function cardFile(
  ctx: RequestContext,
  request: Request,
  find: (reader: Reader) => Promise<CardOf | null>,
): Promise<Response> {
  // Without its settings the site has another name, and so another address for everything.
  if (ctx.fault) throw unavailable()
  const found = await find(await feedReader(ctx.services.gate, ctx))
  if (!found) throw notFound()
  const href = cardHref(ctx.site, found)
  if (new URL(request.url).pathname !== href) return leadTo(href)
  const card = cardOf(ctx.site, found)
  const t = translator(ctx.site.locale)
  const picture = await ctx.services.cards.picture(card, () => ({
    words: wordsOf(card, t),
    look: lookOf(card),
  }))
  if (Buffer.isBuffer(picture)) return pictureFile(picture, ctx.site.indexed)
  // What can't be drawn has the site's card; that one is asked for again later.
  if (picture === 'failed' && card.kind !== 'site') return leadTo(cardHref(ctx.site, { site: true }))
  throw tooMany({ because: 'all', seconds: LATER })
}

/** What an address leads to changes with the thing: nobody keeps that for long. */
const leadTo = (href: string) =>
  new Response(null, {
    status: 302,
    headers: { ...FOR_OTHERS, Location: href, 'Cache-Control': 'public, max-age=60' },
  })

/** Other sites show these pictures, and nothing about them depends on who asks. */
const FOR_OTHERS = { 'Cross-Origin-Resource-Policy': 'cross-origin', Vary: 'Accept-Encoding' }

function pictureFile(picture: Buffer, indexed: boolean): Response {
  return new Response(new Uint8Array(picture), {
    headers: {
      ...FOR_OTHERS,
      'Content-Type': 'image/png',
      'Content-Length': String(picture.length),
      'Cache-Control': 'public, max-age=31536000, immutable',
      ...(indexed ? {} : { 'X-Robots-Tag': 'noindex' }),
    },
  })
}
