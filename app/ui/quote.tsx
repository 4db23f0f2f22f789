import type { ReactNode } from 'react'
import { Avatar, PersonName, type PersonRef } from './avatar.tsx'
import { useT } from './words.tsx'

/** Words of somebody else, with the way to where they said it: the same markup that the post pipeline writes. */
export function Quote({ author, href, children }: { author: PersonRef; href?: string; children: ReactNode }) {
  const t = useT()
  return (
    <blockquote className="quote">
      <p className="from">
        <Avatar person={author} size="xs" />
        <PersonName person={author} />
        {href ? (
          <a className="link" href={href}>
            {t('post.goTo')}
          </a>
        ) : null}
      </p>
      {children}
    </blockquote>
  )
}
