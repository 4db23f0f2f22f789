import type { ReactNode } from 'react'
import { Avatar } from './avatar.tsx'
import { tint } from './hue.ts'
import { Icon, type IconName } from './icon.tsx'
import { Marked } from './marked.tsx'

export interface Suggestion {
  href: string
  /** Every second piece is what was searched for. */
  title: readonly string[]
  /** One line about it. */
  about: string
  icon?: IconName
  /** For people: whose letters stand before the line. */
  handle?: string
  hue?: number
}

/** A part of the palette: a heading and its links. Nothing where there are none. */
export function SuggestionGroup({ title, items }: { title: string; items: readonly Suggestion[] }) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="rail-h" aria-hidden="true">
        {title}
      </h2>
      <SuggestionList items={items} />
    </section>
  )
}

/** Links with a sign before them and a line below. */
export function SuggestionList({ items }: { items: readonly Suggestion[] }) {
  return (
    <ul className="hits">
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>
            <Sign item={item} />
            <span>
              <b>
                <bdi>
                  <Marked pieces={item.title} />
                </bdi>
              </b>
              {item.about ? <span className="meta">{item.about}</span> : null}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Sign({ item }: { item: Suggestion }): ReactNode {
  if (item.handle !== undefined) return <Avatar person={{ handle: item.handle, href: null }} size="xs" />
  if (item.hue !== undefined) return <span className={`swatch ${tint(item.hue)}`} aria-hidden="true" />
  return <Icon name={item.icon ?? 'chat'} />
}
