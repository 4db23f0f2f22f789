import type { ThreadListView } from '#app/domains/threads/thread-list.view.ts'
import { periods, threadSorts, type ThreadSort } from '#app/domains/threads/thread-sorts.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { useT } from '#app/ui/words.tsx'

/** The views of a list as links; "top" shows its periods below. */
export function SortTabs(props: {
  path: string
  list: ThreadListView
  standard: ThreadSort
  sorts?: readonly ThreadSort[]
}) {
  const { path, list, standard, sorts = threadSorts } = props
  const t = useT()
  return (
    <>
      <Tabs
        label={t('sort.label')}
        tabs={sorts.map((sort) => ({
          label: t(`sort.${sort}`),
          href: sort === standard ? path : `${path}?sort=${sort}`,
          current: sort === list.sort,
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
