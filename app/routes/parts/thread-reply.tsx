import type { ReplyFormView } from '#app/domains/posts/reply-form.queries.server.ts'
import { BODY } from '#app/domains/posts/post-limits.ts'
import type { ThreadPageView } from '#app/domains/threads/thread.view.ts'
import { threadHref } from '#app/domains/threads/thread-address.ts'
import { NoReply, ReplyForm } from '#app/ui/reply-form.tsx'
import { useT } from '#app/ui/words.tsx'
import { composerFiles } from './composer-files.ts'
import { personRef } from './person.ts'
import type { Written } from './written-form.ts'

/** What stands below the last post: the form to reply, or why there is none. */
export function ThreadReply(props: {
  data: ThreadPageView
  reply: ReplyFormView
  sent: Written | undefined
}) {
  const { data, reply, sent } = props
  const t = useT()
  const action = threadHref(data.thread, data.page)
  // What was typed when the thread was closed is shown, so that it is not lost.
  if (!reply.may && !sent) {
    const visitor = reply.because === 'visitor'
    const signIn = { label: t('write.signIn'), href: `/sign-in?to=${encodeURIComponent(`${action}#reply`)}` }
    return <NoReply text={t(`write.refused.${reply.because}`)} {...(visitor ? { action: signIn } : {})} />
  }
  const begun = reply.may ? reply : { submission: '', text: '', replyTo: null, savedAt: null }
  const { values, errors = {} } = sent ?? {}
  return (
    <ReplyForm
      page={action}
      submission={values?.['submission'] || begun.submission}
      text={values?.['body'] ?? begun.text}
      replyTo={begun.replyTo && { ...begun.replyTo, author: personRef(begun.replyTo.author) }}
      savedAt={sent && 'savedAt' in sent ? (sent.savedAt ?? null) : begun.savedAt}
      preview={sent?.preview ?? null}
      errors={errors}
      poll={values ?? {}}
      files={composerFiles}
      most={BODY.most}
    />
  )
}
