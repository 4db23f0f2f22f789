import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listSpaceCards } from '#app/domains/spaces/space.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Empty } from '#app/ui/empty.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { SpaceList } from '#app/ui/space-card.tsx'
import { useT } from '#app/ui/words.tsx'
import { drawnCover } from './parts/covers.ts'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'

export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx }) => {
  ctx.tags.add('home')
  return { spaces: await listSpaceCards(ctx, ctx.services.spaces) }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('nav.spaces'), canonical: '/spaces' })
}

export default function Spaces() {
  const { spaces } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page here="spaces">
      <PageHead title={t('nav.spaces')} lead={t('spaces.lead')} />
      {spaces.length === 0 ? (
        <Empty title={t('spaces.empty.title')} text={t('spaces.empty.text')} />
      ) : (
        <SpaceList
          spaces={spaces.map((space) => ({
            name: space.name,
            href: `/s/${space.slug}`,
            purpose: space.description,
            cover: drawnCover(space.id, space.hue),
            conversations: space.threads,
            child: space.child,
            locked: space.teaser,
            newest: space.newest,
          }))}
        />
      )}
    </Page>
  )
}
