import type { MetaDescriptor } from '@remix-run/node'
import { discoveryTypes, embedFormats } from '#app/domains/embeds/embed.view.ts'

/** Tells other sites how to embed a page: they look for this in its head. */
export function embedLinks(head: { origin: string; page: string; title: string }): MetaDescriptor[] {
  const address = encodeURIComponent(head.origin + head.page)
  return embedFormats.map((format) => ({
    tagName: 'link',
    rel: 'alternate',
    type: discoveryTypes[format],
    title: head.title,
    href: `${head.origin}/oembed?url=${address}&format=${format}`,
  }))
}
