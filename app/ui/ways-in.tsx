import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useT } from './words.tsx'

/** One way to get into something that is not open to this person yet. */
export interface WayIn {
  icon: IconName
  title: string
  text: string
  progress?: { value: number; max: number; label: string } | null
  action?: { href: string; label: string } | null
  /** For a form instead of a link, for example a code. */
  extra?: ReactNode
}

/** The ways in, the nearest first: it carries the page's one primary button. */
export function WaysIn({ ways, heading: Heading = 'h3' }: { ways: readonly WayIn[]; heading?: 'h2' | 'h3' }) {
  const t = useT()
  return (
    <ul className="ways">
      {ways.map((way, i) => (
        <li key={way.title} className={i === 0 ? 'near-way' : undefined}>
          <div className="way-icon">
            <Icon name={way.icon} />
          </div>
          <div>
            <Heading className="title">{way.title}</Heading>
            <p>{way.text}</p>
            {way.progress ? (
              <>
                <progress
                  className="prog"
                  aria-label={way.progress.label}
                  value={way.progress.value}
                  max={way.progress.max}
                />
                <p className="hint">
                  {t('locked.progress', { value: way.progress.value, max: way.progress.max })}
                </p>
              </>
            ) : null}
            {way.extra}
          </div>
          {way.action ? (
            <a className={i === 0 ? 'btn primary' : 'btn'} href={way.action.href}>
              {way.action.label}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
