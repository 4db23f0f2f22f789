import type { WaitingView } from '#app/domains/reading/watch-level.ts'
import type { ThreadListView } from '#app/domains/threads/thread-list.view.ts'
import { MarkAllRead } from '#app/ui/mark-all-read.tsx'
import { WatchForm } from '#app/ui/watch-form.tsx'

/** Above a member's list: how much they want to hear of the space, and a way to be done with all that waits. */
export function ReadingTools(props: {
  list: ThreadListView
  waiting: WaitingView | null
  here: string
  /** The space whose list it is. */
  space?: { id: number; slug: string }
}) {
  const { list, waiting, here, space } = props
  if (!waiting) return null
  const own = list.sort === 'unread' || list.sort === 'unseen'
  if (own && waiting.unread + waiting.unseen > 0)
    return <MarkAllRead here={here} space={space?.slug ?? null} />
  if (space === undefined || own) return null
  return <WatchForm of="space" id={space.id} level={waiting.level} here={here} />
}
