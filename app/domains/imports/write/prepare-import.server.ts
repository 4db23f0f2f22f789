import { sql, type Transaction } from 'kysely'
import { slugOf } from '#app/domains/threads/thread-address.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { ConversionTables, PostEntry, SpaceEntry, ThreadEntry } from '../convert/conversion-tables.ts'
import { Losses } from '../markdown/losses.ts'
import type { ImportPlan } from '../plan/import-plan.ts'
import { allocateIds } from './allocate-ids.server.ts'
import type { IdSource, MappedKind } from './allocate-ids.server.ts'
import { addCounts } from './import-report.ts'
import type { RunReport } from './import-report.ts'
import { noteProgress, startRun } from './import-run.server.ts'
import type { StartedRun } from './import-run.server.ts'
import { readPresent } from './present.server.ts'
import type { Present } from './present.server.ts'
import { writeMembers } from './write-members.server.ts'
import { writeSpaces } from './write-spaces.server.ts'
import { writeTags } from './write-tags.server.ts'

export type PreparedImport = {
  run: StartedRun
  report: RunReport
  tables: ConversionTables
  present: Present
}

/**
 * The first step, in one transaction: the source and its run, an id for everything, members, spaces and tags. Run
 * again it finds what it made and adds what is new.
 */
export async function prepareImport(
  tx: Transaction<DB>,
  plan: ImportPlan,
  options: { siteOrigin: string; ids: IdSource },
): Promise<PreparedImport> {
  const run = await startRun(tx, plan)
  const ids = await allocateAll(tx, run.sourceId, plan, options.ids)
  const losses = new Losses(run.report.losses)
  if (!run.resumed) losses.merge(plan.losses)
  const members = await writeMembers(tx, run.sourceId, plan.members, ids.member, losses)
  const spaces = await writeSpaces(tx, plan.spaces, ids.space, losses)
  const tags = await writeTags(tx, plan.tags)
  const report = { counts: addCounts(run.report.counts, { members, spaces, tags }), losses: losses.report }
  const tables = await fillTables(tx, plan, ids, options.siteOrigin)
  const present = await readPresent(tx, plan, tables)
  await noteProgress(tx, run.runId, 0, report)
  return { run, report, tables, present }
}

type Ids = Record<MappedKind, Map<string, number>>

async function allocateAll(
  tx: Transaction<DB>,
  sourceId: number,
  plan: ImportPlan,
  source: IdSource,
): Promise<Ids> {
  const posts = [...plan.threads.values()].flatMap((thread) => thread.posts)
  const numbers = (kind: 'post' | 'event') =>
    posts.filter((post) => post.kind === kind).map((post) => post.externalId)
  const take = (kind: MappedKind, externalIds: readonly string[]) =>
    allocateIds(tx, { sourceId, kind, externalIds, ids: source })
  return {
    member: await take('member', inOrder([...plan.members.keys()])),
    space: await take('space', [...plan.spaces.keys()]),
    thread: await take('thread', inOrder([...plan.threads.keys()])),
    post: await take('post', inOrder(numbers('post'))),
    event: await take('event', inOrder(numbers('event'))),
  }
}

/** Old ids rise with time, and so should ours. */
function inOrder(externalIds: readonly number[]): string[] {
  return externalIds.toSorted((a, b) => a - b).map(String)
}

async function fillTables(
  tx: Transaction<DB>,
  plan: ImportPlan,
  ids: Ids,
  siteOrigin: string,
): Promise<ConversionTables> {
  const spaces = await readSpaces(tx, ids.space)
  const existing = await readThreads(tx, ids.thread)
  const threads = new Map<number, ThreadEntry>()
  const posts = new Map<number, PostEntry[]>()
  const events = new Map<number, number>()
  for (const thread of plan.threads.values()) {
    const id = ids.thread.get(String(thread.externalId)) ?? 0
    const ruleId = spaces.get(thread.categoryId)?.ruleId ?? 1
    const planned = { id, ruleId, slug: slugOf(thread.title), title: thread.title, listed: thread.listed }
    threads.set(thread.externalId, existing.get(id) ?? planned)
    posts.set(thread.externalId, [])
    for (const { externalId, number, authorId, kind, state } of thread.posts) {
      const ownId = ids[kind].get(String(externalId)) ?? 0
      if (kind === 'event') events.set(externalId, ownId)
      else
        posts.get(thread.externalId)?.push({ id: ownId, number, authorId, published: state === 'published' })
    }
  }
  return {
    origin: plan.origin,
    siteOrigin,
    members: await readMembers(tx, plan, ids.member),
    spaces,
    categorySlugs: new Map([...plan.spaces.values()].map((space) => [space.slug, space.externalId])),
    threads,
    topicSlugs: new Map([...plan.threads.values()].map((thread) => [thread.oldSlug, thread.externalId])),
    posts,
    events,
  }
}

async function readMembers(
  tx: Transaction<DB>,
  plan: ImportPlan,
  ids: ReadonlyMap<string, number>,
): Promise<ConversionTables['members']> {
  const { rows } = await sql<{ id: number; handle: string }>`
    select id, handle from member where id = any(${[...ids.values()]}::int[])`.execute(tx)
  const handles = new Map(rows.map((row) => [row.id, row.handle]))
  return new Map(
    [...plan.members.values()].map(({ externalId, username }) => {
      const id = ids.get(String(externalId)) ?? 0
      return [externalId, { id, handle: handles.get(id) ?? username, username }]
    }),
  )
}

async function readSpaces(
  tx: Transaction<DB>,
  ids: ReadonlyMap<string, number>,
): Promise<Map<string, SpaceEntry>> {
  const { rows } = await sql<{ id: number; slug: string; rule_id: number }>`
    select id, slug, rule_id from space where id = any(${[...ids.values()]}::int[])`.execute(tx)
  const byId = new Map(rows.map((row) => [row.id, { id: row.id, slug: row.slug, ruleId: row.rule_id }]))
  return new Map(
    [...ids].flatMap(([external, id]) => {
      const space = byId.get(id)
      return space ? [[external, space] as const] : []
    }),
  )
}

/** Threads that are here already, as they are by now: titles, slugs and rules may have changed since. */
async function readThreads(
  tx: Transaction<DB>,
  ids: ReadonlyMap<string, number>,
): Promise<Map<number, ThreadEntry>> {
  const { rows } = await sql<{ id: number; slug: string; title: string; rule_id: number; listed: boolean }>`
    select id, slug, title, rule_id, state = 'published' and not unlisted as listed from thread
    where id = any(${[...ids.values()]}::int[])`.execute(tx)
  return new Map(rows.map(({ rule_id: ruleId, ...row }) => [row.id, { ...row, ruleId }]))
}
