import { useId } from 'react'
import { personLabel, type PersonRef } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { Prose } from './prose.tsx'
import { rich } from './rich.tsx'
import { useT } from './words.tsx'

export interface AcceptedAnswerProps {
  author: PersonRef | null
  /** Leads to the post itself. */
  href: string
  html: string
  lang?: string
}

/** Footnotes keep their ids in the post itself; a page may have each id once. */
const FOOTNOTE_ID = / id="(?:[a-z][a-z0-9]*-)?fn(?:ref)?-[\d-]+"/g

/** The answer that solved it, repeated inside the question so that nobody has to look for it. */
export function AcceptedAnswer({ author, href, html, lang }: AcceptedAnswerProps) {
  const t = useT()
  const id = useId()
  const name = author ? personLabel(author) : t('post.erased')
  return (
    <section className="accepted" aria-labelledby={id}>
      <h2 className="accepted-h" id={id}>
        <Icon name="check" />
        {t('post.accepted')}{' '}
        <span className="meta">
          {rich(
            t,
            'post.acceptedBy',
            { name },
            {
              a: (words) => (
                <a className="link" href={href}>
                  {words}
                </a>
              ),
            },
          )}
        </span>
      </h2>
      <Prose html={html.replaceAll(FOOTNOTE_ID, '')} lang={lang} />
    </section>
  )
}
