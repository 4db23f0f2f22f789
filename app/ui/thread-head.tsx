import { formatCount } from './count.tsx'
import { rich } from './rich.tsx'
import { Tag, type TagProps } from './tag.tsx'
import { ThreadStatus, type ThreadState } from './thread-status.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface ThreadHeadProps {
  title: string
  lang?: string
  state?: ThreadState | null
  pinned?: boolean
  replies: number
  reads: number
  startedAt: string
  tags?: readonly TagProps[]
}

/** The heading of a thread page, with the facts that change whether one reads on. */
export function ThreadHead({
  title,
  lang,
  state,
  pinned,
  replies,
  reads,
  startedAt,
  tags = [],
}: ThreadHeadProps) {
  const t = useT()
  return (
    <header className="thread-head">
      <h1 className="display m" lang={lang} dir="auto">
        {title}
      </h1>
      <p className="row-meta meta">
        {state ? <ThreadStatus state={state} /> : null}
        {pinned && state !== 'pinned' ? <ThreadStatus state="pinned" /> : null}
        <span>{t('thread.repliesPlain', { count: replies, shown: formatCount(replies, t) })}</span>
        <span>{t('thread.reads', { count: reads, shown: formatCount(reads, t) })}</span>
        <span>{rich(t, 'thread.started', {}, { d: () => <Time iso={startedAt} /> })}</span>
        {tags.map((tag) => (
          <Tag key={tag.name} {...tag} />
        ))}
      </p>
    </header>
  )
}
