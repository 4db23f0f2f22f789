import type { MessageKey } from '#app/locales/translate.ts'
import { Icon, type IconName } from './icon.tsx'
import { useT } from './words.tsx'

/** The one thing that is worth saying about a thread's state. */
export type ThreadState = 'solved' | 'unanswered' | 'closed' | 'archived' | 'locked' | 'hidden' | 'pinned'

const LOOKS: Record<ThreadState, { icon?: IconName; tone: string; key: MessageKey }> = {
  solved: { icon: 'check', tone: ' go', key: 'thread.status.solved' },
  unanswered: { tone: ' wait', key: 'thread.status.unanswered' },
  closed: { icon: 'lock', tone: '', key: 'thread.status.closed' },
  archived: { icon: 'archive', tone: '', key: 'thread.status.archived' },
  locked: { icon: 'key', tone: ' info', key: 'thread.status.locked' },
  hidden: { icon: 'eye', tone: ' stop', key: 'thread.status.hidden' },
  pinned: { icon: 'pin', tone: '', key: 'thread.pinned' },
}

/** A short phrase in its colour with an icon. `by` names who solved it. */
export function ThreadStatus({ state, by }: { state: ThreadState; by?: string | null }) {
  const t = useT()
  const look = LOOKS[state]
  return (
    <span className={`status${look.tone}`}>
      {look.icon ? <Icon name={look.icon} /> : null}
      {state === 'solved' && by ? t('thread.status.solvedBy', { name: by }) : t(look.key)}
    </span>
  )
}
