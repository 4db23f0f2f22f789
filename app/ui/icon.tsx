import sprite from './icons.svg?url'

export type IconName =
  | 'archive'
  | 'bold'
  | 'chat'
  | 'check'
  | 'clock'
  | 'code'
  | 'down'
  | 'eye'
  | 'feed'
  | 'heart'
  | 'hidden'
  | 'home'
  | 'italic'
  | 'key'
  | 'left'
  | 'link'
  | 'list'
  | 'lock'
  | 'moon'
  | 'pen'
  | 'picture'
  | 'pin'
  | 'quote'
  | 'reply'
  | 'right'
  | 'search'
  | 'send'
  | 'spaces'
  | 'sun'
  | 'tag'
  | 'ticket'
  | 'top'
  | 'trophy'
  | 'undo'
  | 'unanswered'
  | 'users'
  | 'warn'
  | 'x'

/** Signs that point along the line of reading; they turn where one reads from right to left. */
const POINTING = new Set<IconName>(['left', 'list', 'pen', 'quote', 'reply', 'right', 'send', 'undo'])

/** One sign of the set, always decoration: the words stand beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={POINTING.has(name) ? 'icon points' : 'icon'} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}

/** A line drawing for pages with nothing on them. */
export function Picture({ name }: { name: 'hut' | 'hills' | 'signpost' }) {
  return (
    <svg className="pic" viewBox="0 0 96 72" aria-hidden="true">
      <use href={`${sprite}#pic-${name}`} />
    </svg>
  )
}
