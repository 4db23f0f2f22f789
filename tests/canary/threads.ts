import type { Kysely } from 'kysely'
import { effectiveRule } from '#app/domains/access/effective-rule.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import { makeMember, makeThread } from '#tests/factories/content.ts'
import type { Rules } from './rules.ts'
import type { SpaceName, Spaces } from './spaces.ts'
import type { Tokens } from './tokens.ts'

type Plan = {
  space: SpaceName
  /** A rule of its own, beside that of the space. */
  own?: keyof Rules
  /** A rule that it carries although its space has another: a row that no command of ours leaves behind. */
  stray?: keyof Rules
  state?: 'held' | 'hidden' | 'deleted'
  unlisted?: boolean
}

const plan = {
  'open thread': { space: 'open space' },
  'members thread': { space: 'members space' },
  'trust thread': { space: 'trust space' },
  'insiders thread': { space: 'insiders space' },
  'backers thread': { space: 'backers space' },
  'staff thread': { space: 'staff space' },
  'opened thread': { space: 'opened space' },
  'early thread': { space: 'early space' },
  'late thread': { space: 'late space' },
  'gone thread': { space: 'gone space' },
  'insiders thread in a child': { space: 'insiders child of open space' },
  'insiders thread in open space': { space: 'open space', own: 'insiders' },
  'backers thread in open space': { space: 'open space', own: 'backers' },
  'insiders thread in trust space': { space: 'trust space', own: 'insiders' },
  'backers thread in insiders space': { space: 'insiders space', own: 'backers' },
  'stray thread in insiders space': { space: 'insiders space', stray: 'everyone' },
  'stray thread in child of staff space': { space: 'open child of staff space', stray: 'everyone' },
  'held thread': { space: 'open space', state: 'held' },
  'hidden thread': { space: 'open space', state: 'hidden' },
  'deleted thread': { space: 'open space', state: 'deleted' },
  'held thread in insiders space': { space: 'insiders space', state: 'held' },
  'unlisted thread': { space: 'open space', unlisted: true },
} as const satisfies Record<string, Plan>

export type ThreadName = keyof typeof plan
export type WorldThread = { id: number; slug: string; postIds: number[]; topicId: number; tag: string | null }
export type Threads = Record<ThreadName, WorldThread>

/** Longer than any excerpt, so that the excerpt and the body are told apart. */
const FILLER = 'Nothing to be seen in these words, which only take up the room of an excerpt. '.repeat(5)

/** Makes every thread: two posts by members of its own, an event, a tag of its own, an old address. */
export async function makeThreads(
  db: Kysely<DB>,
  world: { tokens: Tokens; rules: Rules; spaces: Spaces; authorId: number; sourceId: number },
): Promise<Threads> {
  const threads: Partial<Threads> = {}
  for (const [name, draft] of Object.entries(plan) as [ThreadName, Plan][])
    threads[name] = await makeOne(db, world, name, draft)
  return threads as Threads
}

async function makeOne(
  db: Kysely<DB>,
  { tokens, rules, spaces, authorId, sourceId }: Parameters<typeof makeThreads>[1],
  name: ThreadName,
  plan: Plan,
): Promise<WorldThread> {
  const word = (field: string) => tokens.of(name, field)
  const space = spaces[plan.space]
  const effective = await db
    .transaction()
    .execute((tx) => effectiveRule(tx, space.rule_id, plan.own ? rules[plan.own] : rules.everyone))
  const member = async (field: string) =>
    (await makeMember(db, { handle: word(field), display_name: `Name ${word(`${field}’s name`)}` })).id
  const starter = plan.state ? authorId : await member('author')
  const replier = await member('replier')
  // Tags and helpful members are counted by the effective rule, so only threads that carry it have them.
  const tag = plan.stray ? null : word('tag')
  const made = await makeThread(db, {
    space: { id: space.id, rule_id: plan.stray ? rules[plan.stray] : effective },
    title: `Title ${word('title')}`,
    ...(tag ? { tags: [tag] } : {}),
    posts: [
      {
        authorId: starter,
        source: `Begins ${word('excerpt')}. ${FILLER}\n\nEnds ${word('body')}.\n\n<!-- ${word('comment')} -->`,
        likes: 90,
      },
      { authorId: replier, source: `Answers ${word('reply')}.`, replyTo: 1, likes: 40 },
    ],
    ...(plan.stray ? {} : { accepted: 2 }),
    // The loudest place in every list that forgets to ask.
    columns: {
      pin_scope: 'site',
      own_rule: plan.own !== undefined,
      ...(plan.state ? { state: plan.state } : {}),
      ...(plan.unlisted ? { unlisted: true } : {}),
    },
  })
  await db
    .updateTable('thread')
    .set({ slug: word('slug'), ...(plan.state ? { state_reason: word('reason') } : {}) })
    .where('id', '=', made.id)
    .execute()
  if (tag) {
    await db
      .updateTable('tag')
      .set({ name: `Tag ${word('tag’s name')}`, description: `About ${word('tag’s description')}` })
      .where('slug', '=', tag)
      .execute()
  }
  await db
    .insertInto('thread_event')
    .values({
      thread_id: made.id,
      number: 2,
      type: 'split',
      params: JSON.stringify({ title: word('event') }),
    })
    .execute()
  const topicId = 900_000 + made.id
  await db
    .insertInto('import_map')
    .values({ source_id: sourceId, kind: 'thread', external_id: String(topicId), internal_id: made.id })
    .execute()
  return { id: made.id, slug: word('slug'), postIds: [...made.postIds.values()], topicId, tag }
}
