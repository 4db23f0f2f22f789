import { hueOf, tint } from './hue.ts'
import { initials } from './initials.ts'
import { Logo } from './logo.tsx'
import { useT } from './words.tsx'

/** A person as a page needs them. `href` is null for someone who has no page (erased, imported without one). */
export interface PersonRef {
  handle: string
  /** Shown instead of `@handle` where given. */
  name?: string | null
  href: string | null
  /** The key of their picture, which lies in squares of 64, 192 and 384 pixels. */
  avatar?: string | null
  /** Speaks for the brand. */
  official?: boolean
}
export type AvatarSize = 'xs' | 's' | 'm' | 'xl'

/** A person's picture, or letters on their hue; the brand is its logo on a filled square. Decoration: the name stands beside it. */
export function Avatar({ person, size = 'm' }: { person: PersonRef | null; size?: AvatarSize }) {
  const sizeClass = size === 'm' ? '' : ` ${size}`
  if (person?.official) {
    return (
      <span className={`av brand${sizeClass}`} aria-hidden="true">
        <Logo />
      </span>
    )
  }
  if (person?.avatar) {
    const pixels = size === 'xl' ? 384 : 192
    return (
      <span className={`av${sizeClass}`} aria-hidden="true">
        <img
          src={`/files/${person.avatar}/${pixels}.webp`}
          alt=""
          width={pixels}
          height={pixels}
          loading="lazy"
        />
      </span>
    )
  }
  const hue = person ? ` ${tint(hueOf(person.handle))}` : ''
  return (
    <span className={`av${hue}${sizeClass}`} aria-hidden="true">
      {person ? initials(person.handle) : '–'}
    </span>
  )
}

/** What a person is called: the name, else `@handle`, isolated so that it never disturbs the text around it. */
export function PersonName({ person }: { person: PersonRef | null }) {
  const t = useT()
  return <bdi>{person ? personLabel(person) : t('post.erased')}</bdi>
}

/** The same as a link to the person's page, where there is one. */
export function PersonLink({ person }: { person: PersonRef | null }) {
  if (!person?.href) return <PersonName person={person} />
  return (
    <a className="hov" href={person.href}>
      <PersonName person={person} />
    </a>
  )
}

export const personLabel = (person: PersonRef) => person.name || `@${person.handle}`
