import { useId } from 'react'
import { Cover, type CoverSource } from './cover.tsx'
import { Icon } from './icon.tsx'
import { WaysIn, type WayIn } from './ways-in.tsx'
import { useT } from './words.tsx'

export interface LockedProps {
  title: string
  /** The space or the kind of thing that is kept. */
  label: string
  /** What waits inside, in a few words. */
  summary?: string | undefined
  cover: CoverSource
  /** Its true first lines, as plain text. */
  opening?: string | undefined
  ways: readonly WayIn[]
  /** What to do until then. */
  meanwhile: { href: string; label: string }
}

/** A thing that one can see but not yet open: its true first lines in full contrast, and the ways in. */
export function Locked({ title, label, summary, cover, opening, ways, meanwhile }: LockedProps) {
  const t = useT()
  const id = useId()
  return (
    <article className="locked">
      <header>
        <Cover source={cover} className="locked-head">
          <p className="label">
            <Icon name="key" />
            {label}
          </p>
          <h1 className="display" dir="auto">
            {title}
          </h1>
          {summary ? <p>{summary}</p> : null}
        </Cover>
      </header>
      {opening ? (
        <div className="prose" dir="auto">
          <p>{opening}</p>
        </div>
      ) : null}
      <section className="ways-in" aria-labelledby={id}>
        <h2 className="display m" id={id}>
          {t('locked.title', { count: ways.length })}
        </h2>
        {ways.length > 1 ? <p>{t('locked.any')}</p> : null}
        <WaysIn ways={ways} />
        <a className="btn" href={meanwhile.href}>
          {meanwhile.label}
        </a>
      </section>
    </article>
  )
}
