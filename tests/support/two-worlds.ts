import { sql, type Kysely } from 'kysely'
import type { Expression } from '#app/domains/access/access.schema.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { countWords } from '#app/domains/search/words/count-words.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import { makeMember, makeSpace, makeThread, type PostDraft } from '#tests/factories/content.ts'
import type { TestDatabase } from './database.ts'

const STAFF: Expression = { kind: 'role', atLeast: 'moderator' }

/** Who asks: an account that may see nothing hidden, and one that may see most of it. */
export type WorldPeople = { newcomer: number; moderator: number }

/**
 * Fills an empty database with a community in which things are hidden in every way that there is: by a space, by a rule, by
 * their state, by being unlisted; among them words, tags, spaces and people that stand nowhere else. `without`: the same
 * community, from which all that is hidden was then taken away. All else (ids, times, order) is alike in both.
 */
export async function makeWorldOfTwo(
  db: TestDatabase,
  { without }: { without: boolean },
): Promise<WorldPeople> {
  const { kysely } = db
  const [ember, moss, lurker] = [
    await makeMember(kysely, { handle: 'ember', display_name: 'Ember Vale' }),
    await makeMember(kysely, { handle: 'moss', display_name: 'Moss Ling' }),
    await makeMember(kysely, { handle: 'lurker', display_name: 'Lurker Ling' }),
  ]
  const newcomer = await makeMember(kysely, { handle: 'newcomer' })
  const moderator = await makeMember(kysely, { handle: 'warden', role: 'moderator' })
  const { id: staff } = await kysely
    .insertInto('access_rule')
    .values({ name: 'Staff', expression: JSON.stringify(STAFF), teaser: false })
    .returning('id')
    .executeTakeFirstOrThrow()
  const gear = await makeSpace(kysely, { slug: 'gear', name: 'Gear questions' })
  const lab = await makeSpace(kysely, { slug: 'hidden-lab', name: 'Hidden gear lab', rule_id: staff })
  const inner = await makeSpace(kysely, {
    slug: 'hidden-inside',
    name: 'Gear inside',
    parent_id: gear.id,
    rule_id: staff,
  })

  let minute = 0
  const post = (by: { id: number }, source: string, rest: Partial<PostDraft> = {}): PostDraft => ({
    authorId: by.id,
    source,
    at: new Date(Date.UTC(2024, 2, 1, 0, minute++)),
    ...rest,
  })
  type Draft = Parameters<typeof makeThread>[1]
  const open = (title: string, posts: PostDraft[], rest: Partial<Draft> = {}) =>
    makeThread(kysely, { space: gear, title, posts, ...rest })
  const hidden = (title: string, rest: Partial<Draft> = {}, by = lurker) =>
    makeThread(kysely, {
      space: lab,
      title,
      posts: [
        post(by, `The zeppelin cord of the sekrit prototype slips. ![x](https://a.example/x.png)`),
        post(ember, `A cord for zeppelins, zepplin by name. ${title}`, { likes: 9 }),
      ],
      tags: ['winter', 'sekrit-tag'],
      accepted: 2,
      ...rest,
    })
  const inGear = (columns: Draft['columns']) => ({ space: gear, columns })

  await hidden('Zeppelin cord, the first of all')
  // More than a page of what is found, with hidden things between, so that a place which one took would be seen.
  for (let n = 1; n <= 24; n++) {
    await open(
      `Cord question ${n}`,
      [
        post(n % 2 ? ember : moss, `My shock cord slips out of pole ${n}.`),
        ...(n % 3 ? [post(moss, 'Tie a stopper knot in the cord.', { likes: n })] : []),
        post(lurker, 'A zeppelin cord, for the staff to look at.', { state: n % 2 ? 'held' : 'deleted' }),
      ],
      { tags: n % 4 ? ['winter'] : ['summer'], ...(n % 6 === 1 ? { accepted: 2 } : {}) },
    )
    if (n % 5 === 0) await hidden(`Zeppelin cord ${n}`, n % 2 ? {} : { space: inner })
  }
  await open('A zeplin of paper', [post(moss, 'Folded of a map.')])
  await hidden('Zeppelin cord, held', inGear({ state: 'held' }), moss)
  await hidden('Zeppelin cord, hidden', inGear({ state: 'hidden' }))
  await hidden('Zeppelin cord, deleted', inGear({ state: 'deleted' }))
  await hidden('Zeppelin cord, unlisted', inGear({ unlisted: true }))
  await hidden('Zeppelin cord, for staff', inGear({ rule_id: staff, own_rule: true }))
  await hidden('Cord question 99')

  if (without) await takeAway(kysely, { spaces: [lab.id, inner.id], member: lurker.id })
  await kysely.transaction().execute((tx) => recount(tx))
  await countWords(db)
  return { newcomer: newcomer.accountId, moderator: moderator.accountId }
}

/** Takes away all that is hidden from who is no staff, as if it had never been. */
async function takeAway(
  db: Kysely<DB>,
  { spaces, member }: { spaces: number[]; member: number },
): Promise<void> {
  const threads = sql`select id from thread where space_id = any(${spaces}::int[]) or state <> 'published' or unlisted
    or rule_id not in (1, 2)`
  await sql`update thread set accepted_post_id = null where id in (${threads})`.execute(db)
  await sql`delete from thread_tag where thread_id in (${threads})`.execute(db)
  await sql`delete from post where thread_id in (${threads}) or state <> 'published'`.execute(db)
  await sql`delete from thread where id in (${threads})`.execute(db)
  await sql`delete from space where id = any(${spaces}::int[])`.execute(db)
  await sql`delete from tag where not exists (select from thread_tag where tag_id = tag.id)`.execute(db)
  await sql`delete from account where member_id = ${member}::int`.execute(db)
  await sql`delete from member where id = ${member}::int`.execute(db)
}
