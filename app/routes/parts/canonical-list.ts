import type { ThreadListView } from '#app/domains/threads/thread-list.view.ts'

/**
 * The one address of a list's first page, as search engines should know it: its path where it shows what it shows by itself
 * (`standard`), else with its order, and for “top” with its period, because each shows other threads.
 */
export function canonicalList(
  path: string,
  { sort, period }: Pick<ThreadListView, 'sort' | 'period'>,
  standard: ThreadListView['sort'] = 'latest',
): string {
  if (sort === 'top' && period !== 'all') return `${path}?sort=${sort}&period=${period}`
  return sort === standard ? path : `${path}?sort=${sort}`
}
