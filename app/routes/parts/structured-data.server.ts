import type { DescribedSite, StructuredData } from '#app/domains/structured-data/structured-data.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator } from '#app/locales/translate.ts'

/**
 * What machines read of a page that search engines may keep. Nothing for members: their browsers have no use for it, and
 * nothing that only they may read is described anywhere.
 */
export function structuredFor(
  { actor, site, services }: RequestContext,
  describe: (site: DescribedSite) => StructuredData[],
): StructuredData[] {
  if (actor.kind !== 'visitor' || !site.indexed) return []
  const { name, tagline, locale } = site
  const t = translator(locale)
  const words = { erased: t('post.erased'), tags: t('nav.tags') }
  return describe({ origin: services.env.PUBLIC_URL, name, tagline, locale, words })
}
