import type { Services } from './http/services.ts'
import { countWords } from './domains/search/words/count-words.server.ts'
import { rebakePosts } from './domains/posts/rebake-posts.server.ts'
import type { TaskList } from './platform/jobs/jobs.ts'
import { outboxTasks, removeDelivered, type Listener } from './platform/outbox/outbox.ts'

/** When tasks run by themselves, as crontab lines in UTC. */
export const schedule = ['17 3 * * * tidy-up', '41 3 * * * count-words'].join('\n')

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
  ]
  for (const on of ['import.finished', 'demo.seeded'] as const)
    listeners.push({ name: `count words after ${on}`, on, run: () => countWords(services.db) })
  return {
    ...outboxTasks(services.db.kysely, listeners),
    'rebake-posts': () => rebakePosts(services),
    'count-words': () => countWords(services.db),
    'tidy-up': async () => {
      await services.sessions.removeExpired()
      await removeDelivered(services.db.kysely)
    },
  }
}
