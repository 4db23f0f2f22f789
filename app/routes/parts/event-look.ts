import type { MessageKey, Translate } from '#app/locales/translate.ts'
import type { ThreadItemView } from '#app/domains/threads/thread.view.ts'
import type { IconName } from '#app/ui/icon.tsx'

type Event = Extract<ThreadItemView, { kind: 'event' }>

const looks: Record<string, { icon: IconName; key: MessageKey }> = {
  closed: { icon: 'lock', key: 'event.closed' },
  opened: { icon: 'undo', key: 'event.opened' },
  archived: { icon: 'archive', key: 'event.archived' },
  unarchived: { icon: 'undo', key: 'event.unarchived' },
  pinned: { icon: 'pin', key: 'event.pinned' },
  'pinned-site': { icon: 'pin', key: 'event.pinnedSite' },
  unpinned: { icon: 'pin', key: 'event.unpinned' },
  listed: { icon: 'eye', key: 'event.listed' },
  unlisted: { icon: 'eye', key: 'event.unlisted' },
  split: { icon: 'right', key: 'event.split' },
}

/** The sentence of something that happened, in the reader's language; an unknown kind says that something did. */
export function eventLook(t: Translate, event: Event): { icon: IconName; sentence: string } {
  const { icon, key } = looks[event.type] ?? { icon: 'clock', key: 'event.other' }
  return { icon, sentence: t(key, { name: event.actor === null ? t('event.someone') : `@${event.actor}` }) }
}
