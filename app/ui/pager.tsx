import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

export interface PagerProps {
  prevHref?: string | null
  nextHref?: string | null
  /** What the two links say; "Newer conversations" and "Older conversations" where absent. */
  words?: { prev: string; next: string }
  /** One line beside the links, for example "1,284 questions". */
  note?: string
}

/** The way through a long list, as words with `rel`. Nothing where there is nowhere to go. */
export function Pager({ prevHref, nextHref, words, note }: PagerProps) {
  const t = useT()
  if (!prevHref && !nextHref) return null
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {prevHref ? (
        <a className="btn" rel="prev" href={prevHref}>
          <Icon name="left" />
          {words?.prev ?? t('pager.newer')}
        </a>
      ) : null}
      {nextHref ? (
        <a className="btn" rel="next" href={nextHref}>
          {words?.next ?? t('pager.older')}
          <Icon name="right" />
        </a>
      ) : null}
      {note ? <span className="meta">{note}</span> : null}
    </nav>
  )
}
