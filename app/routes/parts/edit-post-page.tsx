import { BODY } from '#app/domains/posts/post-limits.ts'
import { TITLE } from '#app/domains/threads/thread-limits.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { EditForm } from '#app/ui/edit-form.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { composerFiles } from './composer-files.ts'
import { Page } from './page.tsx'
import type { Written } from './written-form.ts'

type Editable = {
  id: number
  title: string | null
  body: string
  base: string
  own: boolean
  grace: boolean
  back: string
  space: { slug: string; name: string }
}

/** The page on which a post is changed. */
export function EditPostPage({ post, sent }: { post: Editable; sent: Written | undefined }) {
  const t = useT()
  const { values, errors = {} } = sent ?? {}
  const typed = values?.['body'] ?? post.body
  // Whoever was overtaken sees both, and saves over what stands there now.
  const overtaken = sent !== undefined && '' in errors && values?.['base'] !== post.base
  return (
    <Page space={post.space.slug}>
      <Crumbs crumbs={[{ label: post.space.name, href: `/s/${post.space.slug}` }]} />
      <PageHead
        size="s"
        title={t('write.edit.title')}
        lead={t(post.own && post.grace ? 'write.edit.grace' : 'write.edit.public')}
      />
      <EditForm
        action={`/p/${post.id}/edit`}
        title={post.title === null ? null : (values?.['title'] ?? post.title)}
        body={typed}
        reason={values?.['reason'] ?? ''}
        withReason={!post.grace}
        base={overtaken ? post.base : (values?.['base'] ?? post.base)}
        theirs={overtaken ? post.body : null}
        errors={errors}
        // Uploads of others show in nobody's post.
        files={post.own ? composerFiles : null}
        preview={sent?.preview ?? null}
        back={post.back}
        most={{ title: TITLE.most, body: BODY.most }}
      />
    </Page>
  )
}
