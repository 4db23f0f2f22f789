import type { ReactNode } from 'react'
import { personLabel, type PersonRef } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** A post that its reader does not want to see: one line, which opens it. Its number and its address stay. */
export function FoldedPost(props: {
  because: 'person' | 'word'
  author: PersonRef | null
  children: ReactNode
}) {
  const { because, author, children } = props
  const t = useT()
  const name = author ? personLabel(author) : t('post.erased')
  return (
    <details className="folded">
      <summary>
        <Icon name="eye" />
        {t(`people.folded.${because}`, { name })}
      </summary>
      {children}
    </details>
  )
}
