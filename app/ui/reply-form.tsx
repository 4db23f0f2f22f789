import type { ComposerFilesProps } from './composer-files.tsx'
import { Composer } from './composer.tsx'
import { FormErrors } from './form-errors.tsx'
import { Icon } from './icon.tsx'
import { PollFields } from './poll-fields.tsx'
import type { PostRef } from './post-foot.tsx'
import { personLabel } from './avatar.tsx'
import { useT } from './words.tsx'

export interface ReplyFormProps {
  /** The page of the thread, where it is sent. */
  page: string
  submission: string
  text: string
  /** The post that is answered, if it is one. */
  replyTo: PostRef | null
  savedAt: string | null
  preview?: string | null
  /** Sentences by the name of the field. */
  errors: Record<string, string>
  /** What was typed of a poll, by the name of the field. */
  poll: Record<string, string>
  most: number
  /** What may be put into the text. */
  files: ComposerFilesProps
}

/** The reply at the end of a thread. */
export function ReplyForm(props: ReplyFormProps) {
  const { page, replyTo, errors } = props
  const t = useT()
  // The address says what is answered, so that a form which comes back knows it, too.
  const answering = replyTo ? `${page}${page.includes('?') ? '&' : '?'}reply=${replyTo.number}` : page
  const title = t('write.reply.title')
  return (
    <section className="write-reply" id="reply" aria-labelledby="reply-title">
      <h2 className="title" id="reply-title">
        {title}
      </h2>
      <button className="btn small primary quote-part" type="button" data-quote-part="" hidden>
        <Icon name="quote" />
        {t('write.quotePart')}
      </button>
      <FormErrors title={t('write.notYet')} errors={errors} />
      <form method="post" action={`${answering}#reply`} aria-labelledby="reply-title">
        <input type="hidden" name="submission" value={props.submission} />
        <input type="hidden" name="replyTo" value={replyTo?.number ?? ''} />
        <Composer
          label={title}
          files={props.files}
          value={props.text}
          error={errors['body']}
          placeholder={t('write.reply.placeholder')}
          most={props.most}
          savedAt={props.savedAt}
          preview={props.preview ?? null}
          above={replyTo ? <Answers post={replyTo} without={`${page}#reply`} /> : null}
          submit={
            <button className="btn primary" name="do" value="post">
              <Icon name="send" />
              {t('write.reply.do')}
            </button>
          }
        />
        <PollFields values={props.poll} errors={errors} />
      </form>
    </section>
  )
}

function Answers({ post, without }: { post: PostRef; without: string }) {
  const t = useT()
  const name = post.author ? personLabel(post.author) : t('post.erased')
  return (
    <p className="composer-to">
      <a className="reply-to" href={post.href}>
        <Icon name="reply" />
        {t('write.reply.to', { name, number: post.number })}
      </a>
      <a className="btn small quiet icon-only" href={without} aria-label={t('write.reply.toNobody')}>
        <Icon name="x" />
      </a>
    </p>
  )
}

/** In place of the reply: why there is none, and the next step where there is one. */
export function NoReply({ text, action }: { text: string; action?: { label: string; href: string } }) {
  return (
    <section className="write-reply" id="reply">
      <p className="say">
        <Icon name={action ? 'chat' : 'lock'} />
        <span>{text}</span>
        {action ? (
          <a className="btn primary" href={action.href}>
            {action.label}
          </a>
        ) : null}
      </p>
    </section>
  )
}
