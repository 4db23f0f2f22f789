import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readPostHistory } from '#app/domains/posts/post-history.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { VersionList } from '#app/ui/version-list.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'
import { personRef } from './parts/person.ts'
import { postParams } from './parts/post-id.ts'

/** What a post said before it was edited: for everybody who may read it. */
export const loader = guardedLoader({ access: 'everyone', params: postParams }, async ({ ctx, params }) => {
  const history = await readPostHistory(ctx, params.post)
  if (!history) throw notFound()
  ctx.tags.add(`thread:${history.post.threadId}`)
  return history
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const title = translator(root.locale)('history.title', { number: data.post.number })
  return pageHead({ ...root, title: `${title} · ${data.thread.title}`, unindexed: true })
}

export default function PostHistory() {
  const { post, thread, versions, more } = useLoaderData<typeof loader>()
  const t = useT()
  const { space } = thread
  return (
    <Page space={space.slug}>
      <Crumbs
        crumbs={[
          { label: space.name, href: `/s/${space.slug}` },
          { label: thread.title, href: post.href },
        ]}
      />
      <PageHead
        size="s"
        title={t('history.title', { number: post.number })}
        lead={t(versions.length > 0 ? 'history.lead' : 'history.none')}
        actions={
          <a className="btn" href={post.href}>
            {t('history.back')}
          </a>
        }
      />
      <VersionList
        versions={versions.map(({ editor, ...version }) => ({
          ...version,
          editor: editor && personRef(editor),
        }))}
        more={more}
      />
    </Page>
  )
}
