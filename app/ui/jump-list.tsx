import type { ReactNode } from 'react'
import { Avatar, type PersonRef } from './avatar.tsx'
import { formatCount } from './count.tsx'
import { useT } from './words.tsx'

export interface JumpListProps {
  people: readonly PersonRef[]
  peopleCount: number
  /** The places of the thread that people look for: question, accepted answer, official reply, latest. */
  jumps: readonly { label: string; href: string; when?: ReactNode }[]
}

/** Who speaks in a thread, and the ways to its main places. */
export function JumpList({ people, peopleCount, jumps }: JumpListProps) {
  const t = useT()
  return (
    <>
      <p className="cluster">
        <span className="avs" aria-hidden="true">
          {people.slice(0, 6).map((person) => (
            <Avatar key={person.handle} person={person} size="xs" />
          ))}
        </span>
        <span className="meta">
          {t('thread.people', { count: peopleCount, shown: formatCount(peopleCount, t) })}
        </span>
      </p>
      <ol className="jumps">
        {jumps.map((jump) => (
          <li key={jump.href}>
            <a href={jump.href}>
              <span>{jump.label}</span>
              {jump.when ? <span className="meta">{jump.when}</span> : null}
            </a>
          </li>
        ))}
      </ol>
    </>
  )
}
