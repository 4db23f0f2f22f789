import { useId, type ReactNode } from 'react'
import { ThreadRow, type ThreadRowProps } from './thread-row.tsx'

export interface ThreadListProps {
  /** Names the list for assistants; it is not drawn. */
  heading: string
  threads: readonly ThreadRowProps[]
  /** Shown instead of the list when there is nothing in it. */
  empty?: ReactNode
}

/** Conversations, one row each. */
export function ThreadList({ heading, threads, empty }: ThreadListProps) {
  const id = useId()
  if (threads.length === 0) return <>{empty}</>
  return (
    <section aria-labelledby={id}>
      <h2 className="vh" id={id}>
        {heading}
      </h2>
      <ul className="rows">
        {threads.map((thread) => (
          <ThreadRow key={thread.href} {...thread} />
        ))}
      </ul>
    </section>
  )
}
