import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { visitor, type Actor } from '#app/domains/access/actor.ts'
import { createGate } from '#app/domains/access/gate.server.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { PIPELINE_VERSION } from '#app/domains/posts/pipeline/version.ts'
import { createSiteSettings } from '#app/domains/settings/site.settings.ts'
import { createSpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { listSpaceCards } from '#app/domains/spaces/space.queries.server.ts'
import { listThreads } from '#app/domains/threads/thread-list.queries.server.ts'
import type { ThreadRowView } from '#app/domains/threads/thread-list.view.ts'
import { createBus } from '#app/platform/bus/bus.ts'
import { parseEnv } from '#app/platform/env.ts'
import { prepareQueue } from '#app/platform/jobs/jobs.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { seedDemo, type SeedOutcome } from './seed-demo.ts'

const db = await testDatabase()
const bus = createBus({ url: db.url, pool: db.pool, log: quietLog })
const env = parseEnv({ PUBLIC_URL: 'https://tarnmoor.example' })
const now = new Date('2026-11-19T18:30:00Z')
const gate = createGate({ db: db.kysely, clock: { now: () => now } })
const deps = { db, bus, env, now }
let outcome: SeedOutcome

beforeAll(async () => {
  await prepareQueue(db.pool)
  await bus.ready()
  outcome = await seedDemo(deps)
})
afterAll(() => bus.close())

const readerFor = async (actor: Actor) => ({ db: db.kysely, access: await gate.accessOf(actor), now })

/** Every thread that the actor's own lists show. */
async function listAll(actor: Actor): Promise<ThreadRowView[]> {
  const query = { scope: { of: 'site' }, sort: 'new', period: 'all', cursor: null, limit: 500 } as const
  return (await listThreads(await readerFor(actor), query)).rows
}

async function memberActor(handle: string): Promise<Actor> {
  const { rows } = await sql<{ id: number; account: number; role: 'member' | 'moderator'; trust: number }>`
    select m.id, a.id as account, m.role, m.trust_level as trust from member m join account a on a.member_id = m.id
    where m.handle = ${handle}`.execute(db.kysely)
  const { id: memberId, account: accountId, role, trust: trustLevel } = rows[0]!
  return {
    kind: 'member',
    memberId,
    accountId,
    handle,
    displayName: '',
    role,
    trustLevel,
    suspended: false,
    moderates: [],
  }
}

/** Everything that is stored, as text: two of them tell whether anything changed. */
async function snapshot(): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db.kysely)
  const contents = tables.map(async ({ name }) => {
    const { rows } = await sql<{ all: string }>`
      select coalesce(string_agg(t::text, E'\n' order by t::text), '') as all from ${sql.table(name)} t`.execute(
      db.kysely,
    )
    return [name, rows[0]!.all] as const
  })
  return Object.fromEntries(await Promise.all(contents))
}

describe('the demo community', () => {
  it('says what it wrote', async () => {
    const { rows } = await sql<{ members: number; spaces: number; threads: number; posts: number }>`
      select (select count(*)::int from member) as members, (select count(*)::int from space) as spaces,
        (select count(*)::int from thread) as threads, (select count(*)::int from post) as posts`.execute(
      db.kysely,
    )
    expect(outcome).toEqual({ outcome: 'seeded', ...rows[0] })
    expect(rows[0]!.threads).toBeGreaterThanOrEqual(70)
    expect(rows[0]!.posts).toBeGreaterThanOrEqual(420)
  })

  it('changes nothing when it comes again', async () => {
    const before = await snapshot()
    expect(await seedDemo({ ...deps, now: new Date(now.getTime() + 86_400_000) })).toEqual({
      outcome: 'present',
    })
    expect(await snapshot()).toEqual(before)
  })

  it('names the site', async () => {
    const site = await createSiteSettings({ db: db.kysely, bus }).site()
    expect(site).toMatchObject({ name: 'Tarnmoor', tagline: expect.stringMatching(/rain/) })
  })

  it('keeps counters equal to what they count', async () => {
    const before = await snapshot()
    await db.kysely.transaction().execute(recount)
    expect(await snapshot()).toEqual(before)
    const { rows } = await sql`
      select t.id from thread t where (t.post_count, t.like_count, t.author_count, t.last_number) <> (
        select count(*) filter (where state = 'published'), sum(like_count) filter (where state = 'published'),
          count(distinct author_id) filter (where state = 'published'), max(number) from post where thread_id = t.id)`.execute(
      db.kysely,
    )
    expect(rows).toEqual([])
  })

  it('announces itself once', async () => {
    const { rows } = await sql`select type from outbox_event`.execute(db.kysely)
    expect(rows).toEqual([{ type: 'demo.seeded' }])
  })
})

describe('its posts', () => {
  it('are all baked by the pipeline of today', async () => {
    const { rows } = await sql<{ bad: number }>`
      select count(*)::int as bad from post where pipeline_version <> ${PIPELINE_VERSION} or html = '' or text = ''`.execute(
      db.kysely,
    )
    expect(rows[0]!.bad).toBe(0)
  })

  it('show everything that a post can hold', async () => {
    const { rows } = await sql<{ html: string }>`select string_agg(html, '') as html from post`.execute(
      db.kysely,
    )
    const { html } = rows[0]!
    for (const part of [
      '<table',
      'class="task"',
      'class="footnotes"',
      'class="spoiler"',
      '<pre',
      'class="mention"',
    ])
      expect(html).toContain(part)
    expect(html.match(/<blockquote class="quote"/g)?.length).toBeGreaterThanOrEqual(2)
    expect(html.match(/<a class="thread"/g)?.length).toBeGreaterThanOrEqual(4)
    expect(html).toMatch(/<img src="\/demo\/ridge\.svg"[^>]* width="1200" height="600"/)
    expect(html).not.toMatch(/\{last month\}|(?:href="|>)\/[tp]\/[a-z#]/)
  })

  it('mention nobody who is not there', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct name from post, regexp_matches(regexp_replace(source, '\`[^\`]*\`', '', 'g'), '@([\\w.-]*\\w)', 'g') as name
      where name[1] not in (select handle from member)`.execute(db.kysely)
    expect(rows).toEqual([])
  })

  it('were written by people who were here, before now, in their order', async () => {
    const { rows } = await sql`
      select p.id from post p join member m on m.id = p.author_id
      where p.created_at < m.joined_at or p.created_at > ${now} or p.edited_at > ${now}
        or exists (select from post q where q.thread_id = p.thread_id and q.number < p.number and q.created_at >= p.created_at)`.execute(
      db.kysely,
    )
    expect(rows).toEqual([])
  })
})

describe('what a list shows', () => {
  it('begins with the lead story of the pictures', async () => {
    const query = { scope: { of: 'site' }, sort: 'hot', period: 'all', cursor: null, limit: 1 } as const
    const { rows } = await listThreads(await readerFor(visitor), query)
    expect(rows[0]!.title).toBe('Eleven nights on the Ravnen ridge, and the stove that refused to die')
  })

  it('is alive: today, this week, and quiet corners', async () => {
    const rows = await listAll(visitor)
    const today = rows.filter((row) => now.getTime() - new Date(row.lastPostAt).getTime() < 86_400_000)
    expect(today.length).toBeGreaterThanOrEqual(15)
    expect(rows.filter((row) => row.pulse).length).toBeGreaterThanOrEqual(20)
    expect(new Set(rows.map((row) => row.status))).toEqual(
      new Set([null, 'solved', 'closed', 'archived', 'unanswered']),
    )
    expect(rows.some((row) => row.replies >= 60)).toBe(true)
  })

  it('shows visitors nothing of the Field Lab and the back room', async () => {
    const places = new Set((await listAll(visitor)).map((row) => row.space.slug))
    expect(places).toEqual(
      new Set([
        'start-here',
        'trail-talk',
        'gear-questions',
        'tents',
        'trip-reports',
        'repair-bench',
        'hut-bivouac',
      ]),
    )
    const cards = await listSpaceCards(await readerFor(visitor), createSpaceDirectory({ db: db.kysely, bus }))
    expect(cards.filter((card) => card.teaser)).toMatchObject([
      { slug: 'field-lab', threads: 0, newest: null },
    ])
    expect(cards.map((card) => card.slug)).not.toContain('back-room')
  })

  it('shows members the Field Lab, and moderators the back room as well', async () => {
    const seenBy = async (handle: string) =>
      (await listAll(await memberActor(handle))).map((row) => row.space.slug)
    const member = await seenBy('new-boots')
    expect(member).toContain('field-lab')
    expect(member).not.toContain('back-room')
    expect(await seenBy('bivvy_bea')).toContain('back-room')
  })

  it('tells nothing of closed places in open posts', async () => {
    const { rows } = await sql`
      select title from thread t join access_rule r on r.id = t.rule_id
      where r.id <> 1 and exists (
        select from post p join thread o on o.id = p.thread_id where o.rule_id = 1 and strpos(p.html, t.title) > 0)`.execute(
      db.kysely,
    )
    expect(rows).toEqual([])
  })
})
