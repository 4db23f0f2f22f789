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
}

/** What one may do with a post. Plain links: each leads to its form. */
export function PostActions(props: PostActionsProps) {
  const { number, replyHref, quoteHref, quotable, editHref, deleteHref } = props
  const t = useT()
  const of = <span className="vh"> {t('post.act.of', { number })}</span>
  return (
    <span className="post-acts" data-quotable={quotable?.id} data-of={quotable?.handle}>
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
    </span>
  )
}
