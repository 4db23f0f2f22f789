import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** What has to change before a form is taken, above it: each line leads to its field. Nothing where nothing is wrong. */
export function FormErrors(props: {
  title: string
  /** Sentences by the name of the field, which is also its id; an empty name is about the whole. */
  errors: Record<string, string>
  children?: ReactNode
}) {
  const lines = Object.entries(props.errors)
  if (lines.length === 0) return null
  return (
    <div className="errs" role="alert">
      <h2>
        <Icon name="warn" />
        {props.title}
      </h2>
      <ul>
        {lines.map(([name, words]) => (
          <li key={name}>{name === '' ? words : <a href={`#${name}`}>{words}</a>}</li>
        ))}
      </ul>
      {props.children}
    </div>
  )
}
