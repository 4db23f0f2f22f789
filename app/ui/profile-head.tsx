import type { ReactNode } from 'react'
import { Avatar, personLabel, type PersonRef } from './avatar.tsx'
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
  /** An address of theirs: of http or https, anything else is not shown. */
  website?: string
  stats: readonly StatTileProps[]
  actions?: ReactNode
}

/** The head of a member's page: who, one true sentence, a few numbers. */
export function ProfileHead(props: ProfileHeadProps) {
  const { person, cover, role, details = [], bio, website = '', stats, actions } = props
  const facts = [person.name ? `@${person.handle}` : null, role ?? null, ...details].filter(
    (fact) => fact !== null,
  )
  return (
    <header className="prof">
      <Cover source={cover} />
      <div className="prof-id">
        <Avatar person={person} size="xl" />
        <div>
          <h1 className="display s" dir="auto">
            {personLabel(person)}
          </h1>
          <p className="meta">
            {facts.map((fact, i) => (
              <span key={fact}>
                {i > 0 ? ' · ' : null}
                <bdi>{fact}</bdi>
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
      {/^https?:\/\//i.test(website) ? (
        <p>
          <a href={website} rel="nofollow ugc noopener noreferrer" dir="ltr">
            {website.replace(/^https?:\/\//i, '')}
          </a>
        </p>
      ) : null}
      <StatStrip stats={stats} />
    </header>
  )
}
