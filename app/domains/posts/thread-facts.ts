import type { ThreadRow } from '#app/domains/threads/thread-page.view.ts'
import type { QuestionFacts, ThreadFacts } from './post.policy.ts'

/** What decides about writing, read off a row. */
export function threadFacts(row: ThreadRow): ThreadFacts {
  return {
    state: row.state,
    closed: row.closed_at !== null,
    archived: row.archived_at !== null,
    spaceArchived: row.space_archived_at !== null,
    spaceId: row.space_id,
  }
}

/** What decides about an accepted answer, read off a row. */
export function questionFacts(row: ThreadRow): QuestionFacts {
  return { ...threadFacts(row), askerId: row.author_id, question: row.space_kind === 'questions' }
}
