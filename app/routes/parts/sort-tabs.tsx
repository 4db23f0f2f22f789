import type { WaitingView } from '#app/domains/reading/watch-level.ts'
import type { ThreadListView } from '#app/domains/threads/thread-list.view.ts'
import { memberSorts, periods, threadSorts, type ListSort } from '#app/domains/threads/thread-sorts.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { useT } from '#app/ui/words.tsx'

/** The views of a list as links; "top" shows its periods below. A member's own come second, with how much waits there. */
export function SortTabs(props: {
  path: string
  list: ThreadListView
  standard: ListSort
  sorts?: readonly ListSort[]
  waiting?: WaitingView | null
}) {
  const { path, list, standard, sorts = threadSorts, waiting } = props
  const t = useT()
  const [first, ...others] = sorts
  const shown = waiting ? [...(first ? [first] : []), ...memberSorts, ...others] : sorts
  const count = (sort: ListSort) => (waiting && (sort === 'unread' || sort === 'unseen') ? waiting[sort] : 0)
  return (
    <>
      <Tabs
        label={t('sort.label')}
        tabs={shown.map((sort) => ({
          label: t(`sort.${sort}`),
          href: sort === standard ? path : `${path}?sort=${sort}`,
          current: sort === list.sort,
          ...(count(sort) > 0 ? { count: count(sort) } : {}),
        }))}
      />
      {list.sort === 'top' ? (
        <Tabs
          quiet
          label={t('period.label')}
          tabs={periods.map((period) => ({
            label: t(`period.${period}`),
            href: period === 'all' ? `${path}?sort=top` : `${path}?sort=top&period=${period}`,
            current: period === list.period,
          }))}
        />
      ) : null}
    </>
  )
}
