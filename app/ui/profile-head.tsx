import type { ReactNode } from 'react'
import { Avatar, type PersonRef } from './avatar.tsx'
import { Cover, type CoverSource } from './cover.tsx'
import { StatStrip, type StatTileProps } from './stat-tile.tsx'

export interface ProfileHeadProps {
  person: PersonRef
  cover: CoverSource
  /** A word about the person's part here: "Staff", a title. */
  role?: string | null
  /** Place, pronouns: what stands after the handle. */
  details?: readonly string[]
  bio?: string | null
  stats: readonly StatTileProps[]
  actions?: ReactNode
}

/** The head of a member's page: who, one true sentence, a few numbers. */
export function ProfileHead({ person, cover, role, details = [], bio, stats, actions }: ProfileHeadProps) {
  return (
    <header className="prof">
      <Cover source={cover} />
      <div className="prof-id">
        <Avatar person={person} size="xl" />
        <div>
          <h1 className="display s" dir="auto">
            {person.name || person.handle}
          </h1>
          <p className="meta">
            <bdi>@{person.handle}</bdi>
            {role ? <> · {role}</> : null}
            {details.map((detail) => (
              <span key={detail}>
                {' '}
                · <bdi>{detail}</bdi>
              </span>
            ))}
          </p>
        </div>
        {actions ? <div className="cluster prof-acts">{actions}</div> : null}
      </div>
      {bio ? (
        <p className="bio" dir="auto">
          {bio}
        </p>
      ) : null}
      <StatStrip stats={stats} />
    </header>
  )
}
