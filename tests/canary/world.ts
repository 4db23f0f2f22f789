import { randomUUID } from 'node:crypto'
import { rebakePosts } from '#app/domains/posts/rebake-posts.server.ts'
import { parseEnv } from '#app/platform/env.ts'
import { makeMember } from '#tests/factories/content.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { makePeople, type Person, type Persona } from './people.ts'
import { makeRules } from './rules.ts'
import { makeSpaces, type Spaces } from './spaces.ts'
import { makeLinks, makeTalk, type Talk } from './talk.ts'
import { makeThreads, type Threads } from './threads.ts'
import { createTokens, type Tokens } from './tokens.ts'

export type World = {
  tokens: Tokens
  people: Map<Persona, Person>
  spaces: Spaces
  threads: Threads
  talk: Talk
  links: Talk[]
  /** A name of before, of somebody who is called otherwise now. */
  renamed: { handle: string; before: string; imported: string }
}

/** The address of the site in links: its own, whatever address it listens on. */
export const ORIGIN = 'http://canary.test'

/** What a server is started with that is crawled: it lets a crawl ask as fast as it can. */
export const crawled = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  PUBLIC_URL: ORIGIN,
  LIMITS_FACTOR: '100000',
})

/** Fills an empty database with a token in every field that somebody must not see, and in some that everybody may. */
export async function makeWorld(db: TestDatabase): Promise<World> {
  const { kysely } = db
  const tokens = createTokens()
  const rules = await makeRules(kysely, tokens)
  const people = await makePeople(db, tokens)
  const source = await kysely
    .insertInto('import_source')
    .values({ kind: 'discourse', origin: `https://${tokens.of('site', 'import origin')}.example` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const spaces = await makeSpaces(kysely, tokens, rules, source.id)
  const authorId = people.get('author')?.memberId ?? 0
  const threads = await makeThreads(kysely, { tokens, rules, spaces, authorId, sourceId: source.id })
  await makeUnposted(kysely, tokens, { spaceId: spaces['members space'].id, authorId })
  const speaker = await makeMember(kysely, { handle: 'speaker', bio: tokens.of('speaker', 'bio') })
  const world = { tokens, spaces, threads, speakerId: speaker.id }
  const talk = await makeTalk(kysely, world)
  const links = await makeLinks(kysely, world, ORIGIN)
  await rebakePosts({ db, env: parseEnv({ PUBLIC_URL: ORIGIN }), pages: { purge: () => Promise.resolve() } })
  await makeSecretGroup(db, tokens, people)
  const renamed = await makeRenamed(db, tokens, source.id)
  await hideAmongOperations(db, tokens, source.id)
  return { tokens, people, spaces, threads, talk, links, renamed }
}

/** What the author began, and what they wrote for later: nobody else's. */
async function makeUnposted(
  db: TestDatabase['kysely'],
  tokens: Tokens,
  { spaceId, authorId }: { spaceId: number; authorId: number },
) {
  const text = (thing: string) => ({
    member_id: authorId,
    space_id: spaceId,
    title: tokens.of(thing, 'title'),
    body: tokens.of(thing, 'body'),
    tags: tokens.of(thing, 'tags'),
  })
  await db.insertInto('draft').values(text('draft')).execute()
  const later = { submission: randomUUID(), publish_at: new Date('2099-01-01T00:00:00Z') }
  await db
    .insertInto('scheduled_thread')
    .values({ ...text('later'), ...later })
    .execute()
}

/** A group of which only its members and who is invited know. */
async function makeSecretGroup({ kysely }: TestDatabase, tokens: Tokens, people: World['people']) {
  const group = await kysely
    .insertInto('member_group')
    .values({
      key: `g-${tokens.of('secret group', 'key')}`,
      name: tokens.of('secret group', 'name'),
      description: tokens.of('secret group', 'description'),
      kind: 'secret',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const idOf = (persona: Persona) => people.get(persona)?.memberId ?? 0
  await kysely
    .insertInto('group_member')
    .values({ group_id: group.id, member_id: idOf('insider') })
    .execute()
  await kysely
    .insertInto('group_waiting')
    .values({ group_id: group.id, member_id: idOf('backer'), kind: 'invited' })
    .execute()
}

async function makeRenamed(db: TestDatabase, tokens: Tokens, sourceId: number) {
  const member = await makeMember(db.kysely, { handle: tokens.of('renamed', 'handle') })
  const before = tokens.of('renamed', 'handle before')
  const imported = tokens.of('renamed', 'imported handle')
  await db.kysely.insertInto('member_handle').values({ handle_key: before, member_id: member.id }).execute()
  await db.kysely
    .insertInto('import_map')
    .values({ source_id: sourceId, kind: 'member', external_id: imported, internal_id: member.id })
    .execute()
  return { handle: member.handle, before, imported }
}

/** What only the machinery needs: settings of others, the outbox, reports, the queue. */
async function hideAmongOperations(
  { kysely }: TestDatabase,
  tokens: Tokens,
  sourceId: number,
): Promise<void> {
  const json = (field: string) => JSON.stringify({ note: tokens.of('site', field) })
  await kysely
    .insertInto('setting')
    .values([
      { key: 'site.tagline', value: JSON.stringify(`We like ${tokens.of('site', 'tagline')}`) },
      { key: 'mail.password', value: JSON.stringify(tokens.of('site', 'mail password')) },
    ])
    .execute()
  await kysely
    .insertInto('outbox_event')
    .values({ type: 'import.finished', payload: json('outbox') })
    .execute()
  await kysely
    .insertInto('import_run')
    .values({
      source_id: sourceId,
      checksum: tokens.of('site', 'checksum'),
      phase: 'done',
      report: json('import report'),
    })
    .execute()
  await kysely
    .updateTable('member')
    .set({ time_zone: tokens.of('members', 'time zone') })
    .execute()
}
