import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface HiddenPostProps {
  number: number
  reason?: string | null
  at?: string | null
  /** For staff: the way to see it. */
  action?: ReactNode
}

/** In place of a post that moderators hid: the reason for everyone, the text only for staff. */
export function HiddenPost({ number, reason, at, action }: HiddenPostProps) {
  const t = useT()
  return (
    <article className="gone-post" id={`p${number}`}>
      <Icon name="eye" />
      <p>
        {reason ? rich(t, 'post.hiddenFor', { reason }, { b: (words) => <b>{words}</b> }) : t('post.hidden')}
      </p>
      {at ? <p>{rich(t, 'post.hiddenBy', {}, { d: () => <Time iso={at} /> })}</p> : null}
      {action}
    </article>
  )
}

export interface DeletedPostProps {
  number: number
  /** The author, where it was the author who took it back. */
  by?: string | null
  at?: string | null
  /** For whom may restore it. */
  action?: ReactNode
}

/** In place of a post that is gone. */
export function DeletedPost({ number, by, at, action }: DeletedPostProps) {
  const t = useT()
  return (
    <article className="gone-post" id={`p${number}`}>
      <Icon name="undo" />
      <p>{by ? t('post.deletedByAuthor', { name: by }) : t('post.deleted')}</p>
      {at ? <p>{rich(t, 'post.deletedAt', {}, { d: () => <Time iso={at} relative={false} /> })}</p> : null}
      {action}
    </article>
  )
}

/** In place of a post that the reader took back. */
export function TakenBackPost({ number, action }: { number: number; action: ReactNode }) {
  const t = useT()
  return (
    <article className="gone-post" id={`p${number}`}>
      <Icon name="undo" />
      <p>{t('post.takenBack')}</p>
      {action}
    </article>
  )
}

/** Brings a deleted post back. */
export function RestorePost({ id }: { id: number }) {
  const t = useT()
  return (
    <form method="post" action={`/p/${id}/restore`}>
      <button className="btn small">
        <Icon name="undo" />
        {t('post.act.restore')}
      </button>
    </form>
  )
}

/** Between two posts whose numbers do not follow each other. */
export function PostGap({ count }: { count: number }) {
  const t = useT()
  return <p className="gap-line">{t('post.gap', { count })}</p>
}

export interface EventLineProps {
  icon: IconName
  /** One sentence in the reader's language: "@halvard-k closed this". */
  children: ReactNode
  at: string
}

/** Something that happened to the thread, between its posts. */
export function EventLine({ icon, children, at }: EventLineProps) {
  return (
    <p className="event-line">
      <Icon name={icon} />
      <span>{children}</span>
      <Time iso={at} />
    </p>
  )
}
