import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { makeMember, makeThread, type PostDraft } from '#tests/factories/content.ts'
import type { Spaces } from './spaces.ts'
import type { Threads } from './threads.ts'
import type { Tokens } from './tokens.ts'

type World = { tokens: Tokens; spaces: Spaces; threads: Threads; speakerId: number }
export type Talk = { id: number; slug: string; postIds: number[] }

/** States of a post that its readers must not look behind. */
const STATES = ['held', 'hidden', 'deleted'] as const

/**
 * A thread that everybody reads with posts that nobody does. Its accepted answer is hidden, somebody answers a held
 * post, one post was typed by somebody else's account, and two numbers moved to where not everybody may follow.
 */
export async function makeTalk(db: Kysely<DB>, { tokens, spaces, threads, speakerId }: World): Promise<Talk> {
  const concealed: PostDraft[] = []
  for (const state of STATES) {
    const thing = `${state} post`
    const { id } = await makeMember(db, {
      handle: tokens.of(thing, 'author'),
      display_name: `Name ${tokens.of(thing, 'author’s name')}`,
    })
    concealed.push({ authorId: id, source: `Says ${tokens.of(thing, 'body')}`, state, replyTo: 1, likes: 70 })
  }
  const made = await makeThread(db, {
    space: spaces['open space'],
    title: 'Talk of the open space',
    tags: ['talk'],
    posts: [
      { authorId: speakerId, source: `Everybody reads ${tokens.of('talk', 'body')}` },
      ...concealed,
      { authorId: speakerId, source: 'An answer to what is held', replyTo: 2 },
    ],
    accepted: 3,
    columns: { last_number: 60 },
  })
  const typist = await makeMember(db, {
    handle: tokens.of('typist', 'handle'),
    display_name: `Name ${tokens.of('typist', 'name')}`,
  })
  const postIds = [...made.postIds.values()]
  await db
    .updateTable('post')
    .set({ typed_by_id: typist.accountId })
    .where('id', '=', postIds[0] ?? 0)
    .execute()
  await db
    .updateTable('post')
    .set({ state_reason: tokens.of('posts', 'reason') })
    .where('state', '<>', 'published')
    .execute()
  const moves = [threads['insiders thread'], threads['held thread']].map(
    ({ postIds: [, second] }, index) => ({
      thread_id: made.id,
      number: 41 + index,
      post_id: second ?? 0,
    }),
  )
  await db.insertInto('post_move').values(moves).execute()
  return { id: made.id, slug: made.slug, postIds }
}

/** A post that links to every thread and quotes a post of each; `origin` is the site's own. */
export async function makeLinks(
  db: Kysely<DB>,
  { spaces, threads, speakerId }: World,
  origin: string,
): Promise<Talk[]> {
  const source = Object.values(threads)
    .map(
      ({ id, postIds: [, reply] }) =>
        `${origin}/t/${id}/here and /t/${id}\n\n> [@somebody](/p/${reply}):\n> What was said\n\nMore.`,
    )
    .join('\n\n')
  const made = []
  for (const space of [spaces['open space'], spaces['insiders space']]) {
    const thread = await makeThread(db, {
      space,
      title: 'Links to everything',
      posts: [{ authorId: speakerId, source }],
    })
    // Baked by nobody yet: the job that bakes anew looks the links up.
    await db.updateTable('post').set({ pipeline_version: 0 }).where('thread_id', '=', thread.id).execute()
    made.push({ id: thread.id, slug: thread.slug, postIds: [...thread.postIds.values()] })
  }
  return made
}
