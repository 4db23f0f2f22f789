import type { ReactNode } from 'react'
import { Picture } from './icon.tsx'

export interface EmptyProps {
  title: string
  /** What belongs here and why it is nice to have. */
  text: string
  /** One verb: a link or button. */
  action?: ReactNode
  picture?: 'hut' | 'hills' | 'signpost'
}

/** A list with nothing in it yet, and the next step. */
export function Empty({ title, text, action, picture = 'hut' }: EmptyProps) {
  return (
    <div className="empty">
      <Picture name={picture} />
      <div>
        <h2 className="title">{title}</h2>
        <p>{text}</p>
        {action ? <div className="cluster">{action}</div> : null}
      </div>
    </div>
  )
}
