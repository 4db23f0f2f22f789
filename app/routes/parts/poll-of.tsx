import type { PollView } from '#app/domains/polls/poll.view.ts'
import { Poll } from '#app/ui/poll.tsx'
import { useT } from '#app/ui/words.tsx'

/** What a post asks its readers, and where they answer. */
export function PollOf({ poll, post }: { poll: PollView; post: number }) {
  const t = useT()
  const { because } = poll
  // That it closed, and that one voted, the poll says itself.
  const said = because === null || because === 'pollClosed' || because === 'pollVoted'
  return (
    <Poll
      {...poll}
      action={`/p/${post}/vote`}
      open={because === null}
      why={said || because === 'visitor' ? null : t(`write.refused.${because}`)}
      signIn={
        because === 'visitor' && !poll.closed ? `/sign-in?to=${encodeURIComponent(`/p/${post}`)}` : null
      }
    />
  )
}
