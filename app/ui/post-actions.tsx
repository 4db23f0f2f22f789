import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

export interface PostActionsProps {
  number: number
  replyHref?: string | null
  quoteHref?: string | null
  /** The post whose words a script may quote in part: its id, and the handle of who wrote it. */
  quotable?: { id: number; handle: string } | null
  editHref?: string | null
  deleteHref?: string | null
  /** Where one says that it answered the question, or that it did not. */
  accept?: { href: string; accepted: boolean } | null
}

/** What one may do with a post. Links lead to forms; accepting is one button. */
export function PostActions(props: PostActionsProps) {
  const { number, replyHref, quoteHref, quotable, editHref, deleteHref, accept } = props
  const t = useT()
  const of = <span className="vh"> {t('post.act.of', { number })}</span>
  return (
    <div className="post-acts" data-quotable={quotable?.id} data-of={quotable?.handle}>
      {accept ? (
        <form method="post" action={accept.href}>
          <button className="btn small quiet" name="accept" value={accept.accepted ? 'no' : 'yes'}>
            <Icon name="check" />
            {t(accept.accepted ? 'accept.undo' : 'accept.do')}
            {of}
          </button>
        </form>
      ) : null}
      {replyHref ? (
        <a className="btn small quiet" href={replyHref}>
          <Icon name="reply" />
          {t('post.act.reply')}
          {of}
        </a>
      ) : null}
      {quoteHref ? (
        <a className="btn small quiet" href={quoteHref}>
          <Icon name="quote" />
          {t('post.act.quote')}
          {of}
        </a>
      ) : null}
      {editHref ? (
        <a className="btn small quiet" href={editHref}>
          <Icon name="pen" />
          {t('post.act.edit')}
          {of}
        </a>
      ) : null}
      {deleteHref ? (
        <a className="btn small quiet" href={deleteHref}>
          <Icon name="x" />
          {t('post.act.delete')}
          {of}
        </a>
      ) : null}
    </div>
  )
}
