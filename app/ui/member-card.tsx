import { Avatar, personLabel, PersonLink, type PersonRef } from './avatar.tsx'
import { RelationForm, type RelationFormProps } from './relation-form.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface MemberCardProps {
  person: PersonRef
  /** A word about their part here. */
  role: string | null
  bio: string
  joinedAt: string
  posts: number
  accepted: number
  relation: RelationFormProps | null
}

/** Who somebody is, in a few words: what a name opens into where one rests on it. */
export function MemberCard(props: MemberCardProps) {
  const { person, role, bio, relation } = props
  const t = useT()
  return (
    <div
      className="member-card"
      role="group"
      aria-label={t('people.card.label', { name: personLabel(person) })}
    >
      <div className="member-card-id">
        <Avatar person={person} />
        <div>
          <b>
            <PersonLink person={person} />
          </b>
          <p className="meta">
            {person.name ? <bdi>@{person.handle}</bdi> : null}
            {role ? <span className="status">{role}</span> : null}
          </p>
        </div>
      </div>
      {bio ? (
        <p className="member-card-bio" dir="auto">
          {bio}
        </p>
      ) : null}
      <p className="meta">
        {t('people.card.numbers', { posts: props.posts, accepted: props.accepted })}
        {' · '}
        {t('people.card.since')} <Time iso={props.joinedAt} relative={false} />
      </p>
      {relation ? <RelationForm {...relation} /> : null}
    </div>
  )
}
