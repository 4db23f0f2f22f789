import { sql } from 'kysely'
import { firstBreak } from '#app/domains/audit/breaks.server.ts'
import { PIPELINE_VERSION } from '#app/domains/posts/pipeline/version.ts'
import type { Finding, Patient } from './finding.ts'

/** What the tables say, once they are those of this version. */
export const contentChecks = [bakedPosts, queue, searchIndex, letters]

/** The same, read row by row: seconds in a large community. */
export const thoroughChecks = [counters, searchedPosts, auditLog]

async function counters({ db }: Patient): Promise<Finding> {
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

async function bakedPosts({ db }: Patient): Promise<Finding> {
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

async function queue({ db }: Patient): Promise<Finding> {
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
async function searchedPosts({ db }: Patient): Promise<Finding> {
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

async function searchIndex({ searchIndex: index }: Patient): Promise<Finding> {
  const what = 'search'
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

/** Letters of the last day that nobody got. */
async function letters({ db, clock }: Patient): Promise<Finding> {
  const since = new Date(clock.now().getTime() - 24 * 60 * 60 * 1000)
  const { rows } = await sql<{ failed: number }>`
    select count(*)::int as failed from mail where created_at >= ${since} and state = 'failed'`.execute(
    db.kysely,
  )
  const failed = rows[0]?.failed ?? 0
  const says =
    failed === 0
      ? 'none failed in the last day'
      : `${failed} failed in the last day: look at SMTP_URL and at /admin/mail`
  return { what: 'letters', ok: failed === 0, says }
}

/** Whether an entry of the log was changed or taken out. */
async function auditLog({ db }: Patient): Promise<Finding> {
  const broken = await firstBreak(db.kysely)
  const says =
    broken === null
      ? 'every entry follows the one before'
      : `entry ${broken} is not what was written, or one before it is gone: compare with a backup`
  return { what: 'log of acts', ok: broken === null, says }
}
