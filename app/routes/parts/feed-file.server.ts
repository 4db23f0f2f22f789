import { redirect } from '@remix-run/node'
import { formatOf } from '#app/domains/feeds/feed-address.ts'
import { feedReader, type FeedSite, type FoundFeed } from '#app/domains/feeds/feed.queries.server.ts'
import { feedTypes, type FeedWords } from '#app/domains/feeds/feed.view.ts'
import { writeFeed } from '#app/domains/feeds/write-feed.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { FOR_ANYBODY } from '#app/http/page-cache/page-cache.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator, type Translate } from '#app/locales/translate.ts'

/** Answers with a feed in the format of the address; 301 where it has moved, 404 where there is nothing to show. */
export async function feedFile(
  ctx: RequestContext,
  request: Request,
  find: (reader: Reader, site: FeedSite) => Promise<FoundFeed>,
): Promise<Response> {
  const t = translator(ctx.site.locale)
  const format = formatOf(new URL(request.url).pathname)
  const words = wordsOf(t)
  const { name, tagline, locale } = ctx.site
  const site = { origin: ctx.services.env.PUBLIC_URL, name, tagline, locale, words }
  const found = await find(await feedReader(ctx.services.gate, ctx), site)
  if (found === null) throw noFeed(t)
  if ('moved' in found) throw redirect(`/s/${encodeURIComponent(found.moved)}/feed.${format}`, 301)
  for (const tag of found.madeOf) ctx.tags.add(tag)
  return fileForAnybody(ctx, writeFeed(format, found.feed, words), feedTypes[format])
}

/** A file that is the same for whoever asks; see `for-anybody.ts` of app/http. */
export function fileForAnybody(ctx: RequestContext, text: string, type: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': ctx.fault ? 'no-store' : FOR_ANYBODY,
      ...(ctx.site.indexed ? {} : { 'X-Robots-Tag': 'noindex' }),
    },
  })
}

/** The one answer for what is not there and for what visitors may not see. */
const noFeed = (t: Translate) =>
  new Response(`${t('feed.none')}\n`, {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })

function wordsOf(t: Translate): FeedWords {
  return {
    answered: t('feed.answered'),
    erased: t('post.erased'),
    readOn: t('feed.readOn'),
    hidden: t('feed.hidden'),
    post: ({ number, name, thread }) => t('feed.post', { number, name, thread }),
  }
}
