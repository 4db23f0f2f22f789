import type { Clock } from '#app/platform/clock.ts'
import { MeilisearchAway } from '#app/platform/meilisearch/errors.ts'
import { missingSettings } from '#app/platform/meilisearch/index-settings.ts'
import type { Meilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { cursorDocument, readCursor, type IndexCursor } from './index-cursor.ts'
import { POST_INDEX_VERSION, POST_SETTINGS, postIndexNames } from './post-index.ts'
import { isRemembered } from './post-source.server.ts'
import type { PostSource } from './post-source.ts'
import { writePosts } from './write-posts.server.ts'

export type IndexDeps = {
  server: Meilisearch
  source: PostSource
  namespace: string
  clock: Clock
  /** Called after each batch that was copied. */
  onProgress?: (progress: IndexProgress) => void
  signal?: AbortSignal
}
export type IndexProgress = { done: number; total: number }

/** Posts that are read and sent at once, and changes that are looked up at once. */
const BATCH = 500
const CHANGES = 10_000

/**
 * Brings the index up to date, and goes on with the one that is being built, until both are done or `milliseconds` are
 * over; answers whether there is more to do. `rebuild` begins a new one beside the one in use, unless one is begun.
 * Everything may be killed at any moment: the next call goes on where the indexes say they are.
 */
export async function indexPosts(
  deps: IndexDeps,
  { milliseconds, rebuild = false }: { milliseconds: number; rebuild?: boolean },
): Promise<{ more: boolean }> {
  const { server } = deps
  const { live, next } = postIndexNames(deps.namespace)
  const end = performance.now() + milliseconds
  if ((await server.pendingTasks(live)) + (await server.pendingTasks(next)) > 0)
    throw new MeilisearchAway('it still works on earlier tasks')
  let inUse = await usable(deps, await readCursor(server, live))
  let building = await usable(deps, await readCursor(server, next))
  // The one that was in use before the last swap: its removal did not come about.
  if (building && inUse && building.build <= inUse.build) building = null
  if (!building && (await server.countDocuments(next)) !== null) await server.removeIndex(next)
  if (!building && (rebuild || !inUse)) building = await begin(deps, next, (inUse?.build ?? 0) + 1)

  if (inUse) await applySettings(server, live)
  for (;;) {
    deps.signal?.throwIfAborted()
    // The one in use first: whoever searches while another is built finds what is new.
    const followed: Step | null = inUse && (await follow(deps, live, inUse))
    inUse = followed && followed.cursor
    const built: Step | null = building && (await grow(deps, next, building))
    building = built && built.cursor
    if (building && built?.done) {
      await putToUse(deps, live, next)
      return { more: true }
    }
    if (!building && (!followed || followed.done)) return { more: false }
    if (performance.now() > end) return { more: true }
  }
}

type Step = { cursor: IndexCursor; done: boolean }

/** Null for what can't be gone on with: of another database, or older than what the database remembers. */
async function usable({ source, clock }: IndexDeps, cursor: IndexCursor | null): Promise<IndexCursor | null> {
  const isOurs = cursor !== null && cursor.database === (await source.database())
  return isOurs && isRemembered(cursor.readAt, clock.now()) ? cursor : null
}

async function begin(
  { server, source, clock }: IndexDeps,
  index: string,
  build: number,
): Promise<IndexCursor> {
  await server.createIndex(index)
  await applySettings(server, index)
  const cursor: IndexCursor = {
    version: POST_INDEX_VERSION,
    database: await source.database(),
    build,
    copying: { after: 0, done: 0 },
    // Asked for before the first post is read: what changes from now on is followed afterwards.
    changed: await source.horizon(),
    post: 0,
    readAt: clock.now().getTime(),
    setAside: [],
  }
  await server.writeDocuments(index, [cursorDocument(cursor)])
  return cursor
}

async function applySettings(server: Meilisearch, index: string): Promise<void> {
  const missing = missingSettings(POST_SETTINGS, (await server.readSettings(index)) ?? {})
  if (missing) await server.changeSettings(index, missing)
}

function grow(deps: IndexDeps, index: string, cursor: IndexCursor): Promise<Step> {
  return cursor.copying ? copy(deps, index, cursor, cursor.copying) : follow(deps, index, cursor)
}

async function copy(
  deps: IndexDeps,
  index: string,
  cursor: IndexCursor,
  { after, done }: { after: number; done: number },
): Promise<Step> {
  const { server, source, signal } = deps
  const written = await source.copy(after, BATCH)
  const last = written.at(-1)
  const copying = last ? { after: last.id, done: done + written.length } : null
  const state = await writePosts(server, index, { written, removed: [] }, { ...cursor, copying }, signal)
  if (copying) deps.onProgress?.({ done: copying.done, total: await source.count() })
  return { cursor: state, done: false }
}

/** Brings what changed since, up to some thousand changes. Where one breaks off, what was written counts. */
async function follow(deps: IndexDeps, index: string, cursor: IndexCursor): Promise<Step> {
  const { server, source, clock, signal } = deps
  const readAt = clock.now().getTime()
  const changes = await source.changes(cursor, CHANGES)
  let state = cursor
  for (let from = 0; from < changes.length; from += BATCH) {
    const part = changes.slice(from, from + BATCH)
    const ids = [...new Set(part.map(({ post }) => post))]
    const written = await source.read(ids)
    const there = new Set(written.map(({ id }) => id))
    const removed = ids.filter((id) => !there.has(id))
    state = await writePosts(
      server,
      index,
      { written, removed },
      { ...state, ...part.at(-1), readAt },
      signal,
    )
  }
  // Every hour also when nothing changed, so that a quiet index is not taken for an old one.
  if (changes.length === 0 && readAt - state.readAt > 3_600_000)
    state = await writePosts(server, index, { written: [], removed: [] }, { ...state, readAt }, signal)
  return { cursor: state, done: changes.length < CHANGES }
}

async function putToUse({ server }: IndexDeps, live: string, next: string): Promise<void> {
  if ((await server.countDocuments(live)) === null) await server.createIndex(live)
  await server.swapIndexes(live, next)
  await server.removeIndex(next)
}
