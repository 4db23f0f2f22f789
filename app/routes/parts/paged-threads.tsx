import type { ReactNode } from 'react'
import type { ThreadListView } from '#app/domains/threads/thread-list.view.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { ThreadList } from '#app/ui/thread-list.tsx'
import { useT } from '#app/ui/words.tsx'
import { threadRows } from './thread-rows.ts'

/** A page of a list of threads, what stands there when there is none, and the way on. */
export function PagedThreads(props: {
  path: string
  list: ThreadListView
  heading: string
  within?: string
  empty?: ReactNode
}) {
  const { path, list, heading, within } = props
  const t = useT()
  const filtered = list.sort !== 'latest' || list.period !== 'all' || !list.first
  const nothing = filtered ? (
    <Empty
      title={t('list.none.title')}
      text={t('list.none.text')}
      action={
        <a className="btn" href={path}>
          {t('list.none.action')}
        </a>
      }
    />
  ) : (
    <Empty title={t('list.empty.title')} text={t('list.empty.text')} picture="hills" />
  )
  return (
    <>
      <ThreadList heading={heading} threads={threadRows(list.rows, within)} empty={props.empty ?? nothing} />
      <Pager prevHref={list.previous && path + list.previous} nextHref={list.next && path + list.next} />
    </>
  )
}
