import type { ReactNode } from 'react'
import { Avatar, personLabel, PersonLink, type PersonRef } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { PostFoot, type PostRef } from './post-foot.tsx'
import { Prose } from './prose.tsx'
import { rich } from './rich.tsx'
import { shortDate, Time } from './time.tsx'
import { useT } from './words.tsx'

export interface PostProps {
  /** The number within its thread; the anchor is `#p<number>`. */
  number: number
  /** The permalink, `/p/<id>`. */
  href: string
  author: PersonRef | null
  /** A word about the author's part here: "Staff", a title, "you". */
  role?: string | null
  at: string
  editedAt?: string | null
  /** Where one sees what it said before. */
  historyHref?: string | null
  html: string
  lang?: string
  inReplyTo?: PostRef | null
  replies?: readonly PostRef[]
  /** What people gave it, and with what one may react. */
  reactions?: ReactNode
  /** This post is the accepted answer; `thanks` names who asked, `own` says that they answered it themselves. */
  accepted?: { thanks: string | null; own?: boolean } | null
  /** Below the text: the accepted answer inside the question. */
  children?: ReactNode
  /** Between the text and what one may do: what it asks. */
  poll?: ReactNode
  /** Quote, reply, more. */
  actions?: ReactNode
}

/** One post of a thread. Posts of the brand differ in surface, edge, avatar and label. */
export function Post(props: PostProps) {
  const { number, author, accepted, inReplyTo } = props
  const t = useT()
  const official = author?.official ?? false
  const name = author ? personLabel(author) : t('post.erased')
  const label = official ? 'post.officialBy' : number === 1 ? 'post.question' : 'post.by'
  const classes = ['post', official ? 'brand-post' : '', accepted ? 'is-accepted' : '']
  return (
    <article
      className={classes.filter(Boolean).join(' ')}
      id={`p${number}`}
      tabIndex={-1}
      aria-label={t(label, { number, name })}
    >
      {accepted ? (
        <p className="accepted-h">
          <Icon name="check" />
          {t('post.accepted')}
          {accepted.thanks ? (
            <span className="meta">{t('post.acceptedHere', { name: accepted.thanks })}</span>
          ) : null}
          {accepted.own ? <span className="meta">{t('accept.own')}</span> : null}
        </p>
      ) : null}
      <PostAvatar author={author} />
      <div className="post-body">
        <PostHead {...props} />
        {inReplyTo ? (
          <p className="meta">
            <a className="reply-to" href={inReplyTo.href}>
              <Icon name="reply" />
              {rich(t, 'post.inReplyTo', { name: nameOf(inReplyTo, t('post.erased')) }, {})}
            </a>
          </p>
        ) : null}
        <Prose html={props.html} lang={props.lang} />
        {props.poll}
        <PostFoot reactions={props.reactions} replies={props.replies ?? []} actions={props.actions} />
        {props.children}
      </div>
    </article>
  )
}

const nameOf = (post: PostRef, erased: string) => (post.author ? personLabel(post.author) : erased)

function PostAvatar({ author }: { author: PersonRef | null }) {
  if (!author?.href) {
    return (
      <span className="post-av">
        <Avatar person={author} />
      </span>
    )
  }
  return (
    <a className="post-av" href={author.href} aria-hidden="true" tabIndex={-1}>
      <Avatar person={author} />
    </a>
  )
}

function PostHead({ number, href, author, role, at, editedAt, historyHref }: PostProps) {
  const t = useT()
  const permalink = (
    <a className="hov" href={href}>
      <span className="vh">{t('post.numbered', { number })}</span> <Time iso={at} />
    </a>
  )
  return (
    <header className="post-head">
      <b>
        <PersonLink person={author} />
      </b>
      {author?.name ? (
        <span className="meta">
          <bdi>@{author.handle}</bdi>
        </span>
      ) : null}
      {author?.official ? <span className="official">{t('post.official')}</span> : null}
      {role ? <span className="status">{role}</span> : null}
      <span className="meta at">
        {editedAt ? (
          <span title={shortDate(editedAt, t)}>{rich(t, 'post.timeEdited', {}, { d: () => permalink })}</span>
        ) : (
          permalink
        )}
        {historyHref ? (
          <>
            {' '}
            <a className="hov" href={historyHref}>
              {t('post.history')}
              <span className="vh"> {t('post.act.of', { number })}</span>
            </a>
          </>
        ) : null}
      </span>
    </header>
  )
}
