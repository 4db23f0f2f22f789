import { sql } from 'kysely'
import type { Platform } from '#app/platform/create-platform.ts'
import { PIPELINE_VERSION } from '#app/domains/posts/pipeline/version.ts'
import { createSearchIndex } from '#app/domains/search/search-index.server.ts'
import type { Finding } from './finding.ts'

/** What the tables say, once they are those of this version. */
export const contentChecks = [counters, bakedPosts, queue, searchedPosts, searchIndex]

async function counters({ db }: Platform): Promise<Finding> {
  const { rows } = await sql<{ wrong: number }>`
    select count(*)::int as wrong from thread t
    where t.post_count <> (select count(*) from post p where p.thread_id = t.id and p.state = 'published')`.execute(
    db.kysely,
  )
  const wrong = rows[0]?.wrong ?? 0
  return {
    what: 'counters',
    ok: wrong === 0,
    says: wrong === 0 ? 'equal what they count' : `${wrong} threads count their posts wrongly`,
  }
}

async function bakedPosts({ db }: Platform): Promise<Finding> {
  const { rows } = await sql<{ old: number }>`
    select count(*)::int as old from post where pipeline_version < ${PIPELINE_VERSION}`.execute(db.kysely)
  const old = rows[0]?.old ?? 0
  return {
    what: 'baked posts',
    ok: old === 0,
    says:
      old === 0
        ? `all at version ${PIPELINE_VERSION}`
        : `${old} wait to be baked anew; the running server does it in the background`,
  }
}

async function queue({ db }: Platform): Promise<Finding> {
  const { rows } = await sql<{ dead: number; waiting: number }>`
    select count(*) filter (where attempts >= max_attempts)::int as dead, count(*)::int as waiting
    from graphile_worker.jobs`.execute(db.kysely)
  const { dead = 0, waiting = 0 } = rows[0] ?? {}
  return {
    what: 'jobs',
    ok: dead === 0,
    says: dead === 0 ? `${waiting} waiting, none given up` : `${dead} were given up; see the log for why`,
  }
}

/** Whether each post that is listed can be found; `reindex --check` looks at the words, too. */
async function searchedPosts({ db }: Platform): Promise<Finding> {
  const { rows } = await sql<{ wrong: number }>`
    select count(*)::int as wrong from (
      select p.id from post p join thread t on t.id = p.thread_id
      where p.state = 'published' and t.state = 'published' and not t.unlisted
    ) as listed full join search_post on search_post.post_id = listed.id
    where listed.id is null or search_post.post_id is null`.execute(db.kysely)
  const wrong = rows[0]?.wrong ?? 0
  return {
    what: 'searched posts',
    ok: wrong === 0,
    says:
      wrong === 0
        ? 'all that are listed, and no other'
        : `${wrong} are missing or too many: npm run guildhall -- reindex`,
  }
}

async function searchIndex(platform: Platform): Promise<Finding> {
  const what = 'search'
  const index = createSearchIndex(platform)
  if (!index) return { what, ok: true, says: 'PostgreSQL answers (MEILI_URL is not set)' }
  const { away, behind, setAside } = await index.standing.look()
  if (away !== null) {
    const says = `PostgreSQL answers instead of Meilisearch: ${away}. Look at MEILI_URL, MEILI_KEY and Meilisearch's log; an index is built by the running server`
    return { what, ok: false, says }
  }
  const posts = setAside.map(({ id, code }) => `${id} (${code})`).join(', ')
  const says = `Meilisearch answers, ${behind} changes behind`
  return posts
    ? { what, ok: false, says: `${says}; it did not take these posts, which are not found: ${posts}` }
    : { what, ok: true, says }
}
