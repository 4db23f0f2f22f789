import { once } from 'node:events'
import { sql } from 'kysely'
import { recount } from '#app/domains/counters/recount.server.ts'
import { PIPELINE_VERSION } from '#app/domains/posts/pipeline/version.ts'
import { countWords } from '#app/domains/search/words/count-words.server.ts'
import { slugOf } from '#app/domains/threads/thread-address.ts'
import type { Platform } from '#app/platform/create-platform.ts'
import { openCopySession, type CopySession } from '#app/platform/copy/copy-session.ts'
import { fillSearchFast } from './fill-search-fast.ts'
import type { ForumPlan } from './plan-forum.ts'
import { createRandom, createRanks, type Random } from './random.ts'
import { RULES, SPACES, TAGS } from './shape.ts'
import { createVocabulary, type Language, type Vocabulary } from './vocabulary.ts'
import { writePost } from './write-posts.ts'

type Value = string | number | boolean | Date | null

/** Tells how far the writing is: for who waits at a terminal. */
export type OnStep = (step: string) => void

/**
 * Writes a planned forum into an empty database, as an import would leave it: counted, searchable and analysed. The
 * same plan gives the same content everywhere.
 */
export async function writeForum(
  platform: Pick<Platform, 'db' | 'databaseUrl'>,
  plan: ForumPlan,
  onStep: OnStep = () => undefined,
): Promise<void> {
  const session = await openCopySession({ url: platform.databaseUrl, applicationName: 'guildhall bench' })
  const vocabulary = createVocabulary()
  try {
    // Their work is done for all rows at once below.
    await session.run('alter table post disable trigger user; alter table thread_tag disable trigger user')
    onStep('spaces, members')
    await writePlaces(session)
    await writeMembers(session, plan)
    onStep('threads')
    await writeThreads(session, plan, vocabulary)
    onStep('posts')
    await writePosts(session, plan, vocabulary)
    onStep('answers, likes, states')
    await settle(session)
    await session.run('alter table post enable trigger user; alter table thread_tag enable trigger user')
    onStep('search')
    await session.run('analyze')
    await fillSearchFast(platform.databaseUrl)
    onStep('counts')
    await platform.db.kysely.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx)
      await recount(tx)
    })
    await countWords(platform.db)
    onStep('vacuum')
    await session.run('vacuum (analyze)')
  } finally {
    await session.close()
  }
}

async function writePlaces(session: CopySession): Promise<void> {
  await copy(
    session,
    'access_rule (id, name, expression)',
    RULES.map((rule) => [rule.id, rule.name, JSON.stringify(rule.expression)]),
  )
  await copy(
    session,
    'space (id, slug, name, description, kind, parent_id, position, rule_id)',
    SPACES.map((space, at) => [
      at + 1,
      `space-${at + 1}`,
      `Space ${at + 1}`,
      'What this space is for.',
      space.kind,
      space.parent,
      at,
      space.rule,
    ]),
  )
  await copy(
    session,
    'tag (id, slug, name)',
    Array.from({ length: TAGS }, (_, at) => [at + 1, `tag-${at + 1}`, `Tag ${at + 1}`]),
  )
  await moveSequences(session, ['access_rule', 'space', 'tag'])
}

async function writeMembers(session: CopySession, { size }: ForumPlan): Promise<void> {
  const vocabulary = createVocabulary(20_000)
  await copy(
    session,
    'member (id, handle, handle_key, display_name, trust_level, joined_at)',
    (function* () {
      for (let id = 1; id <= size.members; id++) {
        const handle = `${vocabulary.word((id * 7) % 20_000)}-${id}`
        yield [id, handle, handle, `${vocabulary.word((id * 13) % 20_000)} ${id}`, id % 4, new Date(1.4e12)]
      }
    })(),
  )
  await moveSequences(session, ['member'])
}

/** Languages belong to spaces as a rule, and to threads always. */
const languageOf = (random: Random): Language =>
  random.chance(0.85) ? 'en' : random.chance(0.75) ? 'de' : 'ja'

async function writeThreads(session: CopySession, plan: ForumPlan, vocabulary: Vocabulary): Promise<void> {
  const random = createRandom(2)
  const drawSpace = createRanks(SPACES.length, { exponent: 0.8, shift: 2 })
  const drawTag = createRanks(TAGS, { exponent: 1, shift: 3 })
  const tagged: Value[][] = []
  const firstAuthor = firstAuthors(plan)
  await copy(
    session,
    'thread (id, space_id, rule_id, author_id, title, slug, state, unlisted, created_at, last_post_at, views)',
    (function* () {
      for (let at = 0; at < plan.size.threads; at++) {
        const space = drawSpace(random)
        const title = vocabulary.title(random, languageOfThread(at))
        const state = random.chance(0.01) ? 'deleted' : random.chance(0.003) ? 'held' : 'published'
        const began = new Date(plan.threadAt[at]!)
        const tags = new Set(Array.from({ length: random.below(4) }, () => drawTag(random) + 1))
        for (const tag of tags)
          tagged.push([at + 1, tag, SPACES[space]!.rule, state === 'published', began, began])
        yield [
          at + 1,
          space + 1,
          SPACES[space]!.rule,
          firstAuthor[at]! + 1,
          title,
          slugOf(title),
          state,
          random.chance(0.005),
          began,
          began,
          Math.floor(plan.threadSize[at]! * 12 * random.next()),
        ]
      }
    })(),
  )
  await moveSequences(session, ['thread'])
  await copy(session, 'thread_tag (thread_id, tag_id, rule_id, listed, created_at, last_post_at)', tagged)
}

/** The same language for the title and every post of a thread. */
const languageOfThread = (at: number): Language => languageOf(createRandom(at + 1_000))

function firstAuthors({ size, postThread, postAuthor }: ForumPlan): Uint32Array {
  const authors = new Uint32Array(size.threads)
  for (let post = size.posts - 1; post >= 0; post--) authors[postThread[post]!] = postAuthor[post]!
  return authors
}

async function writePosts(session: CopySession, plan: ForumPlan, vocabulary: Vocabulary): Promise<void> {
  const random = createRandom(3)
  const written = new Uint32Array(plan.size.threads)
  const languages = Array.from({ length: plan.size.threads }, (_, at) => languageOfThread(at))
  await copy(
    session,
    'post (id, thread_id, number, author_id, source, html, text, excerpt, language, pipeline_version, like_count, imported_likes, state, created_at)',
    (function* () {
      for (let at = 0; at < plan.size.posts; at++) {
        const thread = plan.postThread[at]!
        const number = (written[thread]! += 1)
        const post = writePost(vocabulary, random, languages[thread]!)
        const likes = random.chance(0.4) ? Math.min(400, Math.floor((1 - random.next()) ** -0.9)) : 0
        const state =
          number > 1 && random.chance(0.012) ? (random.chance(0.7) ? 'deleted' : 'hidden') : 'published'
        yield [
          at + 1,
          thread + 1,
          number,
          plan.postAuthor[at]! + 1,
          post.source,
          post.html,
          post.text,
          post.excerpt,
          post.language,
          PIPELINE_VERSION,
          likes,
          likes,
          state,
          new Date(plan.postAt[at]!),
        ]
      }
    })(),
  )
  await moveSequences(session, ['post'])
}

/** What refers to posts: answers to posts before them, and accepted answers. */
async function settle(session: CopySession): Promise<void> {
  await session.run(`
    update post set reply_to_id = target.id from post target
      where target.thread_id = post.thread_id and target.number = greatest(1, post.number - 1 - post.id % 5)
        and post.number > 2 and post.id % 3 = 0;
    update thread set accepted_post_id = p.id from post p, space s
      where s.id = thread.space_id and s.kind = 'questions' and p.thread_id = thread.id and p.number = 2
        and p.state = 'published' and thread.id % 5 = 0`)
}

async function moveSequences(session: CopySession, tables: readonly string[]): Promise<void> {
  for (const table of tables)
    await session.run(
      `select setval(pg_get_serial_sequence('${table}', 'id'), greatest(1, (select max(id) from ${table})))`,
    )
}

/** Sends rows as `COPY` reads them; never more of them in memory than the connection takes. */
async function copy(session: CopySession, target: string, rows: Iterable<readonly Value[]>): Promise<void> {
  const into = session.copyIn(`copy ${target} from stdin`)
  const failed = once(into, 'error').then(([error]) => Promise.reject(error as Error))
  let chunk = ''
  const flush = async () => {
    if (!into.write(chunk)) await Promise.race([once(into, 'drain'), failed])
    chunk = ''
  }
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`
    if (chunk.length > 256_000) await flush()
  }
  await flush()
  into.end()
  await Promise.race([once(into, 'finish'), failed])
}

function field(value: Value): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  return String(value).replace(
    /[\\\n\t\r]/g,
    (sign) => ({ '\\': '\\\\', '\n': '\\n', '\t': '\\t' })[sign] ?? '\\r',
  )
}
