import { sql, type Kysely } from 'kysely'
import { slugOf, threadHref } from '#app/domains/threads/thread-address.ts'
import type { DB } from '#app/platform/db/database.ts'

/** A page to look at: its address, and the answer that it gives. */
export type DemoPage = { name: string; path: string; status?: 400 | 404 }

/** Every kind of page that readers meet, found in the demo community by what the pages show rather than by name. */
export async function demoPages(db: Kysely<DB>): Promise<DemoPage[]> {
  const threads = await threadsOfKinds(db)
  const { slug: tag } = await db
    .selectFrom('tag')
    .innerJoin('thread_tag', 'thread_tag.tag_id', 'tag.id')
    .select('tag.slug')
    .groupBy('tag.id')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .executeTakeFirstOrThrow()
  const { handle } = await db
    .selectFrom('member')
    .innerJoin('post', 'post.author_id', 'member.id')
    .select('member.handle')
    .where('member.bio', '!=', '')
    .where('member.kind', '=', 'member')
    .groupBy('member.id')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .executeTakeFirstOrThrow()
  return [
    { name: 'home', path: '/' },
    { name: 'top-of-month', path: '/?sort=top&period=month' },
    { name: 'unanswered', path: '/?sort=unanswered' },
    { name: 'spaces', path: '/spaces' },
    { name: 'space', path: '/s/trail-talk' },
    { name: 'space-of-questions', path: '/s/gear-questions' },
    { name: 'space-inside', path: '/s/tents' },
    { name: 'space-teaser', path: '/s/field-lab' },
    { name: 'empty-list', path: '/s/tents?sort=top&period=day' },
    ...threads,
    { name: 'tags', path: '/tags' },
    { name: 'tag', path: `/tags/${tag}` },
    { name: 'member', path: `/u/${handle}` },
    { name: 'member-threads', path: `/u/${handle}?tab=threads` },
    { name: 'search', path: '/search?q=pole+cord' },
    { name: 'search-filtered', path: '/search?q=tent+in%3A%22Gear+questions%22+before%3A2027&sort=newest' },
    { name: 'search-before', path: '/search' },
    { name: 'search-nothing', path: '/search?q=zeppelin+is%3Asolved' },
    { name: 'search-corrected', path: '/search?q=shok+crod+is%3Asolved' },
    { name: 'search-signs', path: '/search?q=%25%25%25' },
    { name: 'search-one-long-word', path: `/search?q=in%3A${'y'.repeat(80)}+${'x'.repeat(400)}` },
    { name: 'search-hints', path: '/search?q=rain+user%3Aember+before%3Asoon+%22unclosed' },
    { name: 'search-people', path: '/search?q=halvard&kind=members' },
    { name: 'missing', path: '/no-such-page', status: 404 },
    { name: 'mistaken', path: '/?sort=best', status: 400 },
  ]
}

async function threadsOfKinds(db: Kysely<DB>): Promise<DemoPage[]> {
  const one = async (name: string, where: ReturnType<typeof sql>, page = 1): Promise<DemoPage> => {
    const { rows } = await sql<{ id: number; slug: string }>`
      select t.id, t.slug from thread t join member m on m.id = t.author_id join space s on s.id = t.space_id
      where ${where} order by t.like_count desc, t.id limit 1`.execute(db)
    const thread = rows[0]
    if (!thread) throw new Error(`The demo community has no thread for “${name}”`)
    return { name, path: threadHref(thread, page) }
  }
  const open = sql`s.slug not in ('field-lab', 'back-room')`
  return [
    await one('thread-solved', sql`${open} and t.accepted_post_id is not null and t.post_count > 10`),
    await one('thread-long', sql`${open} and t.post_count > 40`, 2),
    await one('thread-story', sql`${open} and t.slug like ${`${slugOf('Eleven nights')}%`}`),
    await one('thread-of-markup', sql`${open} and t.slug like ${`${slugOf('How to write here')}%`}`),
    await one('thread-official', sql`${open} and m.kind = 'brand' and t.post_count < 20`),
    await one(
      'thread-closed',
      sql`${open} and t.closed_at is not null and exists (
      select from post p where p.thread_id = t.id and p.state in ('hidden', 'deleted'))`,
    ),
    await one('thread-arabic', sql`${open} and t.title ~ '[ء-ي]'`),
    await one('thread-unanswered', sql`${open} and t.post_count = 1`),
    await one('thread-teaser', sql`s.slug = 'field-lab'`),
  ]
}
