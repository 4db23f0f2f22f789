import type { ThreadRowView } from '#app/domains/threads/thread-list.view.ts'

const SHOWN = 12

/** The tags of the listed threads, the commonest first. */
export function topicsOf(rows: readonly Pick<ThreadRowView, 'tags'>[]): { slug: string; name: string }[] {
  const counts = new Map<string, { slug: string; name: string; count: number }>()
  for (const { slug, name } of rows.flatMap((row) => row.tags)) {
    const count = (counts.get(slug)?.count ?? 0) + 1
    counts.set(slug, { slug, name, count })
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ slug, name }) => ({ slug, name }))
}
