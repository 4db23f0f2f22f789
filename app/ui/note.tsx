import { useId, type ReactNode } from 'react'
import { Avatar, PersonLink, type PersonRef } from './avatar.tsx'

export interface NoteProps {
  title: string
  /** A link at the end of the heading, for example to the full list. */
  more?: { label: string; href: string }
  children: ReactNode
}

/** One part of the context column: a heading with a rule, no box. */
export function Note({ title, more, children }: NoteProps) {
  const id = useId()
  return (
    <section className="note" aria-labelledby={id}>
      <h2 className="title" id={id}>
        {title}
        {more ? <a href={more.href}>{more.label}</a> : null}
      </h2>
      {children}
    </section>
  )
}

/** Names and values, for example "Conversations" and "1,284". */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <FactRow key={fact.label} {...fact} />
      ))}
    </dl>
  )
}

function FactRow({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}

/** People, each with one line about why they are here. */
export function People({ people }: { people: readonly { person: PersonRef; about: ReactNode }[] }) {
  return (
    <ul className="people">
      {people.map(({ person, about }) => (
        <li className="person" key={person.handle}>
          <Avatar person={person} size="s" />
          <div>
            <b>
              <PersonLink person={person} />
            </b>
            <span className="meta">{about}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Short links under each other, for example similar threads. */
export function PlainLinks({ links }: { links: readonly { label: string; href: string }[] }) {
  return (
    <ul className="plain">
      {links.map((link) => (
        <li key={link.href}>
          <a className="hov" href={link.href} dir="auto">
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
