import type { MetaDescriptor } from '@remix-run/node'
import type { StructuredData } from '#app/domains/structured-data/structured-data.ts'
import { shareTags, type Preview } from './share-tags.ts'

type Head = Preview & {
  previous?: string | null
  next?: string | null
  /** Pages that search engines should not keep: cursors into lists. */
  unindexed?: boolean
  /** What machines read of it. */
  structured?: StructuredData[]
}

/** What a page says about itself in its head. Text only: the framework escapes it, in scripts too. */
export function pageHead(head: Head): MetaDescriptor[] {
  const link = (rel: string, path: string) => ({ tagName: 'link', rel, href: head.origin + path }) as const
  return [
    { title: head.title === head.site ? head.site : `${head.title} · ${head.site}` },
    ...(head.description ? [{ name: 'description', content: head.description }] : []),
    ...(head.unindexed ? [{ name: 'robots', content: 'noindex, follow' }] : []),
    ...(head.canonical ? [link('canonical', head.canonical)] : []),
    ...(head.previous ? [link('prev', head.previous)] : []),
    ...(head.next ? [link('next', head.next)] : []),
    ...shareTags(head),
    ...(head.structured ?? []).map((one) => ({ 'script:ld+json': one })),
  ]
}

/** The root's data among a route's matches: present unless the root failed. */
export function rootData(matches: readonly { id: string; data?: unknown }[]): {
  site: string
  tagline: string
  theme: string
  origin: string
  locale: string
} {
  const data = matches.find((match) => match.id === 'root')?.data as
    { site: { name: string; tagline: string; theme: string; locale: string }; origin: string } | undefined
  return {
    site: data?.site.name ?? 'Guildhall',
    tagline: data?.site.tagline ?? '',
    theme: data?.site.theme ?? 'guildhall',
    origin: data?.origin ?? '',
    locale: data?.site.locale ?? 'en',
  }
}
