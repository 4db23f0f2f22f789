import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listTags } from '#app/domains/tags/tag.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Empty } from '#app/ui/empty.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { TagIndex } from '#app/ui/tag-index.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'

export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx }) => {
  ctx.tags.add('home')
  return { tags: await listTags(ctx) }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('nav.tags'), canonical: '/tags' })
}

export default function Tags() {
  const { tags } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page here="tags">
      <PageHead title={t('nav.tags')} lead={t('tags.lead')} />
      {tags.length === 0 ? (
        <Empty title={t('tags.empty.title')} text={t('tags.empty.text')} picture="signpost" />
      ) : (
        <TagIndex
          tags={tags.map((tag) => ({
            name: tag.name,
            href: `/tags/${encodeURIComponent(tag.slug)}`,
            count: tag.threads,
          }))}
        />
      )}
    </Page>
  )
}
