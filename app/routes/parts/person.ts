import type { PersonRef } from '#app/ui/avatar.tsx'

type Author = {
  handle: string
  name: string
  kind: 'member' | 'imported' | 'brand' | 'erased'
  avatar?: string | null
}

/** An author as the design system shows people; an erased person has a name and no page. */
export function personRef(author: Author): PersonRef | null {
  if (author.kind === 'erased') return null
  return {
    handle: author.handle,
    name: author.name || null,
    href: `/u/${author.handle}`,
    avatar: author.avatar ?? null,
    official: author.kind === 'brand',
  }
}
