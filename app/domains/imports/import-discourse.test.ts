import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { recount } from '#app/domains/counters/recount.server.ts'
import { testDatabase } from '#tests/support/database.ts'
import { findImportedMember, findImportedThread } from './find-imported.queries.server.ts'
import { importDiscourse, type ImportOptions } from './import-discourse.server.ts'
import { archiveOf, temporaryFolder } from './testing/bad-archives.ts'
import { IMPORT_LOCK } from './write/import-lock.server.ts'
import { hashTables, KETTLE_FORUM, readSequences } from './testing/import-checks.ts'

// One database for the file: each test adds to or looks at the same community, in this order.
const db = await testDatabase()

function run(path: string, options: ImportOptions = {}) {
  return importDiscourse({ db, siteOrigin: 'https://community.example' }, path, options)
}

async function rows<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await query.execute(db.kysely)).rows
}

type Post = {
  source: string
  html: string
  author: string
  reply: number | null
  like_count: number
  edited_at: Date | null
  state: string
  created_at: Date
  reply_count: number
}

async function readPost(topic: number, number: number): Promise<Post | undefined> {
  const thread = await findImportedThread(db.kysely, topic)
  const found = await rows(sql<Post>`
    select p.source, p.html, m.handle as author, r.number as reply, p.like_count, p.edited_at, p.state, p.created_at, p.reply_count
    from post p join member m on m.id = p.author_id left join post r on r.id = p.reply_to_id
    where p.thread_id = ${thread} and p.number = ${number}`)
  return found[0]
}

describe('importDiscourse', () => {
  it('tries without leaving a trace, not even a used id', async () => {
    const before = [await hashTables(db.pool), await readSequences(db.pool)]
    const report = await run(KETTLE_FORUM, { dryRun: true })
    expect(report.counts).toEqual({
      members: 6,
      spaces: 3,
      threads: 5,
      posts: 13,
      events: 4,
      tags: 2,
      likes: 15,
      accepted: 1,
      hiddenPosts: 1,
    })
    expect([await hashTables(db.pool), await readSequences(db.pool)]).toEqual(before)
  })

  it('changes nothing for a bad archive', async () => {
    const before = await hashTables(db.pool)
    const good = await readFile(join(KETTLE_FORUM, 'topics/an-archived-one.105.json'), 'utf8')
    const bad = [
      { name: 'b.json', body: '{"id":' },
      { name: 'b.json', body: good.replace('"cooked"', '"raw"') },
      { name: '../b.json', body: good },
      { name: 'b.json', body: good },
    ]
    for (const entry of bad) {
      await expect(run(await archiveOf([{ name: 'a.json', body: good }, entry]))).rejects.toThrow(
        /Nothing was changed/,
      )
    }
    await expect(run(await archiveOf([]))).rejects.toMatchObject({ code: 'archive_empty' })
    await expect(
      run(await archiveOf([{ name: 'a.json', body: good.replaceAll('/user_avatar/', '/x/') }])),
    ).rejects.toMatchObject({ code: 'origin_unknown' })
    expect(await hashTables(db.pool)).toEqual(before)
  })

  it('lets only one import run, and says so at once', async () => {
    const other = await db.pool.connect()
    await other.query('select pg_advisory_lock($1)', [IMPORT_LOCK])
    await expect(run(KETTLE_FORUM)).rejects.toMatchObject({ code: 'import_running' })
    await other.query('select pg_advisory_unlock($1)', [IMPORT_LOCK])
    other.release()
  })

  it('reports in a dry run what the import then does', async () => {
    await sql`insert into member (handle, handle_key) values ('Ada', 'ada')`.execute(db.kysely)
    const { seconds: _, dryRun: __, ...dry } = await run(KETTLE_FORUM, { dryRun: true })
    const { seconds: ___, dryRun: ____, ...real } = await run(KETTLE_FORUM)
    expect(real).toEqual(dry)
    expect(real.losses).toMatchObject({
      'private-message': { count: 1 },
      whisper: { count: 1 },
      'renamed-handle': { count: 1, example: 'ada is ada-2 here' },
      'space-without-name': { count: 1, example: 'category 7' },
      'hidden-body': { count: 1, example: 'post 103/2' },
      poll: { count: 1 },
      'unresolved-thread-link': { count: 1 },
      'action-without-meaning': { count: 1, example: 'published' },
    })
  })

  it('brings people without rights, the one who left without a name', async () => {
    const members = await rows(sql<Record<string, unknown>>`
      select handle, kind, role, display_name, title, joined_at from member where handle <> 'Ada' order by id`)
    const writers = members.map(
      ({ handle, kind, role }) => `${String(handle)} ${String(kind)} ${String(role)}`,
    )
    expect(writers).toEqual([
      'erased-member erased member',
      'system imported member',
      'ada-2 imported member',
      'magic.lixin imported member',
      'hd_ imported member',
      'Ben imported member',
    ])
    expect(members[2]).toMatchObject({
      display_name: 'Ada Quill',
      joined_at: new Date('2019-03-04T08:00:00.000Z'),
    })
    expect(await rows(sql`select from account`)).toEqual([])
    expect(await findImportedMember(db.kysely, 'ADA')).toBe('ada-2')
    expect(await findImportedMember(db.kysely, 'nobody')).toBeNull()
  })

  it('makes spaces of categories, named as far as the archive tells', async () => {
    const spaces = await rows(sql<Record<string, unknown>>`
      select s.slug, s.name, s.description, s.kind, s.hue, p.slug as parent, s.rule_id,
        c.threads, c.posts, c.unanswered
      from space s left join space p on p.id = s.parent_id left join space_count c on c.space_id = s.id order by s.position`)
    expect(spaces).toEqual([
      {
        slug: 'help',
        name: 'Help',
        description: 'Everything about help.',
        kind: 'discussion',
        hue: 195,
        parent: null,
        rule_id: 1,
        threads: 1,
        posts: 2,
        unanswered: 0,
      },
      {
        slug: 'questions',
        name: 'Questions',
        description: 'Ask here.',
        kind: 'questions',
        hue: 300,
        parent: 'help',
        rule_id: 1,
        threads: 2,
        posts: 5,
        unanswered: 0,
      },
      {
        slug: 'category-7',
        name: 'Category 7',
        description: '',
        kind: 'discussion',
        hue: 150,
        parent: null,
        rule_id: 1,
        threads: 1,
        posts: 1,
        unanswered: 1,
      },
    ])
  })

  it('carries threads with their state', async () => {
    const threads = await rows(sql<Record<string, unknown>>`
      select t.title, t.slug, t.views, t.unlisted, t.pin_scope, t.closed_at, t.archived_at, t.post_count, t.like_count,
        t.last_number, p.number as accepted, t.created_at, t.last_post_at, m.handle as last
      from thread t left join post p on p.id = t.accepted_post_id left join member m on m.id = t.last_author_id order by t.id`)
    expect(threads).toMatchObject([
      {
        title: 'How do I descale a kettle?',
        slug: 'how-do-i-descale-a-kettle',
        views: 321,
        accepted: 2,
        post_count: 3,
        like_count: 11,
        last: 'hd_',
      },
      {
        title: 'Release notes & news',
        pin_scope: 'site',
        closed_at: new Date('2019-04-03T12:00:00.000Z'),
        post_count: 2,
        last_number: 4,
        last_post_at: new Date('2019-04-02T12:00:00.000Z'),
      },
      {
        title: 'Things that were hidden',
        post_count: 2,
        like_count: 0,
        last_number: 7,
        last: 'erased-member',
      },
      { title: 'Odds & ends 🍵', unlisted: true, post_count: 3 },
      { title: 'An archived one', archived_at: new Date('2021-05-05T05:05:05.000Z') },
    ])
    const tags = await rows(sql<Record<string, unknown>>`
      select tag.slug, tag.name, c.threads from tag left join tag_count c on c.tag_id = tag.id order by 1`)
    expect(tags).toEqual([
      { slug: 'how-to', name: 'How To', threads: 1 },
      { slug: 'lime', name: 'lime', threads: 1 },
    ])
  })

  it('carries posts with author, number, times, likes and what they answer', async () => {
    expect(await readPost(101, 1)).toMatchObject({
      author: 'ada-2',
      like_count: 4,
      reply_count: 1,
      reply: null,
      edited_at: null,
    })
    expect(await readPost(101, 2)).toMatchObject({
      author: 'magic.lixin',
      like_count: 7,
      reply: 1,
      created_at: new Date('2019-03-04T09:30:00.000Z'),
      edited_at: new Date('2019-03-05T10:00:00.000Z'),
    })
  })

  it('rewrites quotes, mentions and links to what they became', async () => {
    const quoted = await readPost(101, 2)
    expect(quoted?.source).toMatch(
      /^> \[@ada-2\]\(\/p\/\d+\):\n>\n> What works\?\n\n@ada-2 \*\*citric acid\*\*/,
    )
    expect(quoted?.html).toContain('<a class="mention" href="/u/ada-2">')
    expect(quoted?.html).toContain('class="quote"')
    const thread = await findImportedThread(db.kysely, 101)
    const linking = await readPost(102, 1)
    expect(linking?.source).toContain(`See /t/${thread}/how-do-i-descale-a-kettle/2 and [the old one]`)
    expect(linking?.html).toContain('>How do I descale a kettle?</a>')
    const last = await readPost(104, 2)
    expect(last?.source).toContain('[Hanna](/u/hd_), [here](/s/questions), click')
  })

  it('keeps hidden what was hidden', async () => {
    expect(await readPost(103, 2)).toMatchObject({ state: 'hidden' })
    expect(await readPost(103, 5)).toMatchObject({ state: 'deleted' })
    expect(await readPost(103, 4)).toBeUndefined()
    for (const secret of ['secret-whisper', 'secret-message', 'Between us']) {
      const found = await rows(
        sql`select from post where source like ${`%${secret}%`} or html like ${`%${secret}%`}`,
      )
      expect(found).toEqual([])
    }
  })

  it('tells small actions as events', async () => {
    const events = await rows(sql<Record<string, unknown>>`
      select e.number, e.type, e.params, m.handle from thread_event e join member m on m.id = e.actor_id order by e.id`)
    const target = await findImportedThread(db.kysely, 104)
    expect(events).toEqual([
      { number: 2, type: 'pinned-site', params: {}, handle: 'Ben' },
      { number: 4, type: 'closed', params: { note: 'Closed, as all is said.' }, handle: 'Ben' },
      {
        number: 6,
        type: 'split',
        params: { posts: 2, to: `/t/${target}/odds-ends`, title: 'Odds & ends 🍵' },
        handle: 'system',
      },
      { number: 7, type: 'other', params: { action: 'published' }, handle: 'system' },
    ])
  })

  it('counts as counting anew would', async () => {
    const before = await hashTables(db.pool)
    await db.kysely.transaction().execute((tx) => recount(tx))
    expect(await hashTables(db.pool)).toEqual(before)
  })

  it('announces itself once, in the transaction that ends it', async () => {
    expect(await rows(sql`select type from outbox_event`)).toEqual([{ type: 'import.finished' }])
  })

  it('changes nothing when it is run again', async () => {
    const before = [await hashTables(db.pool), await readSequences(db.pool)]
    const report = await run(KETTLE_FORUM)
    expect(report).toMatchObject({ unchanged: true, counts: { posts: 13, members: 6 } })
    expect([await hashTables(db.pool), await readSequences(db.pool)]).toEqual(before)
  })

  it('adds what a later archive has more, and touches nothing else', async () => {
    const folder = await temporaryFolder()
    await cp(KETTLE_FORUM, folder, { recursive: true })
    const path = join(folder, 'topics/how-do-i-descale-a-kettle.101.json')
    const topic = JSON.parse(await readFile(path, 'utf8')) as {
      post_stream: { posts: Record<string, unknown>[] }
    }
    const [first] = topic.post_stream.posts
    topic.post_stream.posts.push({
      ...first,
      id: 2001,
      post_number: 4,
      user_id: 9,
      username: 'newcomer',
      cooked: '<p>Late.</p>',
      reply_to_post_number: 1,
    })
    await writeFile(path, JSON.stringify(topic))
    await sql`update thread set title = 'Renamed here', slug = 'renamed-here' where id = ${await findImportedThread(db.kysely, 101)}`.execute(
      db.kysely,
    )
    const report = await run(folder)
    expect(report.counts).toEqual({
      members: 1,
      spaces: 0,
      threads: 0,
      posts: 1,
      events: 0,
      tags: 0,
      likes: 4,
      accepted: 0,
      hiddenPosts: 0,
    })
    expect(await readPost(101, 4)).toMatchObject({ author: 'newcomer', reply: 1 })
    expect(await readPost(101, 1)).toMatchObject({ reply_count: 2 })
    const [thread] = await rows(
      sql`select title, post_count, last_number from thread where slug = 'renamed-here'`,
    )
    expect(thread).toEqual({ title: 'Renamed here', post_count: 4, last_number: 4 })
  })

  it('stops when it is told to, and goes on from there', async () => {
    const stop = new AbortController()
    const options = { origin: 'https://other.example', signal: stop.signal }
    const stopped = run(KETTLE_FORUM, {
      ...options,
      onProgress: ({ phase }) => phase === 'writing' && stop.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'import_stopped' })
    const report = await run(KETTLE_FORUM, { origin: 'https://other.example' })
    expect(report).toMatchObject({ resumed: true, unchanged: false, counts: { threads: 5, posts: 13 } })
  })
})
