import type { Because } from '#app/domains/posts/write-refusal.ts'
import { BODY } from '#app/domains/posts/post-limits.ts'
import type { NewThreadFormView } from '#app/domains/threads/new-thread-form.queries.server.ts'
import { TITLE } from '#app/domains/threads/thread-limits.ts'
import { Empty } from '#app/ui/empty.tsx'
import { NewThreadForm } from '#app/ui/new-thread-form.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { composerFiles } from './composer-files.ts'
import { Page } from './page.tsx'
import { threadItem } from './suggestions.tsx'
import type { Written } from './written-form.ts'

/** The page of a new thread: the form, or why there is none. */
export function NewThreadPage(props: {
  form: NewThreadFormView & { timeZone: string }
  because: Because | null
  sent: Written | undefined
}) {
  const { form, because, sent } = props
  const t = useT()
  const { values, errors = {} } = sent ?? {}
  const chosen = values?.['space'] ?? form.space
  const space = form.spaces.find(({ slug }) => slug === chosen)
  const question = space?.question ?? false
  if (form.spaces.length === 0) {
    return (
      <Page>
        <PageHead size="s" title={t('write.new.title')} />
        <Empty title={t('write.new.nowhere.title')} text={t('write.new.nowhere.text')} />
      </Page>
    )
  }
  return (
    <Page {...(chosen ? { space: chosen } : {})}>
      <PageHead size="s" title={t(question ? 'write.new.question' : 'write.new.title')} />
      <NewThreadForm
        spaces={form.spaces}
        values={{
          space: chosen,
          title: values?.['title'] ?? form.title,
          body: values?.['body'] ?? form.body,
          tags: values?.['tags'] ?? form.tags,
          submission: values?.['submission'] || form.submission,
          at: values?.['at'] ?? '',
        }}
        errors={because && !sent ? { space: t(`write.refused.${because}`) } : errors}
        poll={values ?? {}}
        savedAt={sent && 'savedAt' in sent ? (sent.savedAt ?? null) : form.savedAt}
        preview={sent?.preview ?? null}
        similar={(sent?.similar ?? []).map((hit) => threadItem(hit, t))}
        timeZone={form.timeZone}
        files={composerFiles}
        templated={space?.templated ?? false}
        requiredTags={space?.requiredTags ?? []}
        knownTags={form.knownTags}
        most={{ title: TITLE.most, body: BODY.most }}
      />
    </Page>
  )
}
