import { Children, type ReactNode } from 'react'
import type { MessageKey, Params, Translate } from '#app/locales/translate.ts'

/** A message whose tags become elements: `rich(t, 'post.acceptedBy', { name }, { a: (words) => <a>{words}</a> })`. */
export function rich(
  t: Translate,
  key: MessageKey,
  params: Params,
  tags: Record<string, (words: ReactNode) => ReactNode>,
): ReactNode {
  const wrapped = Object.fromEntries(
    Object.entries(tags).map(([name, render]) => [
      name,
      (words: ReactNode[]) => render(Children.toArray(words)),
    ]),
  )
  return Children.toArray(t.parts<ReactNode>(key, params, wrapped))
}
