import { eraseBelongings } from './domains/accounts/leaving/erase-belongings.server.ts'
import { eraseLeavers } from './domains/accounts/leaving/erase-leavers.server.ts'
import type { LeavingWay } from './domains/accounts/leaving/leave.server.ts'
import { removeExports } from './domains/accounts/export/remove-exports.server.ts'
import { writeExport } from './domains/accounts/export/write-export.server.ts'
import { removeExpiredTickets } from './domains/accounts/tickets/prove-address.server.ts'
import type { Services } from './http/services.ts'
import { RESTORED } from './domains/backups/backups.events.ts'
import { createLetterWriter } from './letters/write-letter.ts'
import { sendLetter } from './domains/mail/send-letter.server.ts'
import { forgetGone } from './domains/search/meilisearch/post-source.server.ts'
import { wakeIndexer } from './domains/search/search-index.server.ts'
import { countWords } from './domains/search/words/count-words.server.ts'
import { POST_EVENTS } from './domains/posts/post.events.ts'
import { weighTrust } from './domains/trust/weigh-trust.server.ts'
import { publishScheduled } from './domains/threads/publish-scheduled.server.ts'
import { removeUnusedUploads } from './domains/uploads/remove-unused-uploads.server.ts'
import {
  rebakeMentions,
  rebakeNames,
  rebakePointers,
  rebakePosts,
} from './domains/posts/rebake-posts.server.ts'
import { showClosed } from './domains/polls/close-poll.server.ts'
import type { TaskList } from './platform/jobs/jobs.ts'
import { outboxTasks, removeDelivered, type Listener } from './platform/outbox/outbox.ts'

/** When tasks run by themselves, as crontab lines in UTC. */
export function scheduleOf({ searchIndex }: Pick<Services, 'searchIndex'>): string {
  return [
    '17 3 * * * tidy-up',
    '41 3 * * * count-words',
    '29 * * * * remove-unused-uploads',
    '37 * * * * remove-exports',
    '13 * * * * weigh-trust',
    '* * * * * publish-scheduled ?queue=publish-scheduled&jobKey=publish-scheduled',
    '*/10 * * * * erase-leavers',
    // Whoever changes something wakes the indexer; this is for what nobody told of.
    ...(searchIndex ? ['* * * * * index-posts ?queue=index-posts&jobKey=index-posts'] : []),
  ].join('\n')
}

/** Every background task, and every listener of the outbox. */
export function taskList(services: Services): TaskList {
  const listeners: Listener[] = [
    {
      name: 'purge pages after an import',
      on: 'import.finished',
      run: () => services.pages.purge(['site']),
    },
    {
      name: 'purge pages after the demo moved in',
      on: 'demo.seeded',
      run: () => services.pages.purge(['site']),
    },
    {
      name: 'purge pages after a restore',
      on: RESTORED,
      run: () => services.pages.purge(['site']),
    },
  ]
  for (const on of ['import.finished', 'demo.seeded', RESTORED] as const) {
    listeners.push({ name: `count words after ${on}`, on, run: () => countWords(services.db) })
    if (services.searchIndex)
      listeners.push({ name: `index posts after ${on}`, on, run: () => wakeIndexer(services.db.kysely) })
  }
  const { db, clock, mailer, settings, env } = services
  const write = createLetterWriter({ settings, clock, origin: env.PUBLIC_URL })
  const letters = { db: db.kysely, clock, mailer, write }
  for (const on of services.searchIndex ? POST_EVENTS : [])
    listeners.push({ name: `index posts after ${on}`, on, run: () => wakeIndexer(services.db.kysely) })
  return {
    ...outboxTasks(services.db.kysely, listeners),
    'send-letter': (payload) => sendLetter(letters, (payload as { id: number }).id),
    'rebake-posts': () => rebakePosts(services),
    'rebake-pointers': (payload) => rebakePointers(services, (payload as { threadId: number }).threadId),
    'rebake-mentions': (payload) => rebakeMentions(services, (payload as { handle: string }).handle),
    'poll-closed': (payload) => showClosed(services, (payload as { postId: number }).postId),
    'rebake-names': () => rebakeNames(services),
    'count-words': () => countWords(services.db),
    'index-posts': (_payload, { abortSignal }) => services.searchIndex?.work(abortSignal),
    'remove-unused-uploads': async () => {
      const { db, storage, clock } = services
      await removeUnusedUploads({ db: db.kysely, storage }, clock.now())
    },
    'write-export': (payload) =>
      writeExport({ db: db.kysely, storage: services.storage, clock }, (payload as { id: number }).id),
    'remove-exports': () => removeExports({ db: db.kysely, storage: services.storage }, clock.now()),
    'weigh-trust': async () => {
      await weighTrust({ db: services.db.kysely, bus: services.bus, clock: services.clock })
    },
    'publish-scheduled': async () => void (await publishScheduled(services)),
    'erase-leavers': () => eraseLeavers(services),
    'erase-belongings': (payload) =>
      eraseBelongings(services, payload as { memberId: number; way: LeavingWay }),
    'tidy-up': async () => {
      await services.sessions.removeExpired()
      await removeExpiredTickets(services.db.kysely, services.clock.now())
      await removeDelivered(services.db.kysely)
      await forgetGone(services.db.kysely)
    },
  }
}
