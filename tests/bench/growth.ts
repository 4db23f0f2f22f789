import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { createPlatform, type Platform } from '#app/platform/create-platform.ts'
import type { DB } from '#app/platform/db/database.ts'
import { parseEnv } from '#app/platform/env.ts'
import { createLog } from '#app/platform/log.ts'
import { makeReader } from './content.ts'
import { commonWords, findAddresses, searchAddresses, titleWords } from './growth-addresses.ts'
import { forumOf, MILLION, planForum, type ForumSize } from './forum/plan-forum.ts'
import { writeForum } from './forum/write-forum.ts'
import { startGuildhall, type ServerProcess } from './processes.ts'
import { ms, times, type Row } from './report.ts'

/** What the bars of growth compare with: as many posts as the archive of a real forum has. */
const SMALL = forumOf(37_000)
const ROUNDS = 40
const MOST_GROWTH = 1.3

type Forum = { platform: Platform; server: ServerProcess; cookie: string; db: Kysely<DB> }

/**
 * What a million posts cost beside thirty-seven thousand of the same shape: each page of a signed-in member, asked of two
 * servers in turn, whole requests, medians. And how long searches take there. Folders that are there already are taken
 * as they are.
 */
export async function measureGrowth(folder: string): Promise<Row[]> {
  const small = await openForum(join(folder, 'small'), SMALL)
  try {
    const large = await openForum(join(folder, 'million'), MILLION)
    try {
      return [...(await comparePages(small, large)), ...(await measureSearches(large))]
    } finally {
      await closeForum(large)
    }
  } finally {
    await closeForum(small)
  }
}

async function openForum(data: string, size: ForumSize): Promise<Forum> {
  const platform = await createPlatform(parseEnv({ GUILDHALL_DATA: data, LOG_LEVEL: 'error' }), {
    applicationName: 'guildhall bench',
    log: createLog({ level: 'error' }),
  })
  const db = platform.db.kysely
  const began = performance.now()
  const there = await db.selectFrom('post').select('id').limit(1).executeTakeFirst()
  if (!there) {
    await writeForum(platform, planForum(size, new Date('2026-11-01')))
    console.log(`${size.posts} posts made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  const cookie = await makeReader(platform)
  return { platform, server: await startGuildhall(data), cookie, db }
}

async function closeForum({ server, platform }: Forum): Promise<void> {
  await server.stop()
  await platform.close()
}

/** Milliseconds of one request, from its start to the last byte. */
async function time(forum: Forum, path: string): Promise<number> {
  const began = performance.now()
  const response = await fetch(forum.server.url + path, {
    headers: { cookie: forum.cookie },
    redirect: 'manual',
  })
  await response.arrayBuffer()
  if (response.status >= 400) throw new Error(`${path} answered ${response.status}`)
  return performance.now() - began
}

async function comparePages(small: Forum, large: Forum): Promise<Row[]> {
  const [few, many] = await Promise.all([findAddresses(small.db), findAddresses(large.db)])
  // The same words for both, or two kinds of searches are compared: words of titles that the smaller one has.
  const searches = searchAddresses(await titleWords(small.db, ROUNDS))
  const rows: Row[] = []
  for (const { what, paths, first } of [...many, ...searches]) {
    const beside = few.find((one) => one.what === what)?.paths ?? paths
    const [a, b, c] = await inTurn([
      (round) => time(small, inRound(beside, round)),
      (round) => time(large, inRound(paths, round)),
      (round) => time(large, first ?? inRound(paths, round)),
    ])
    const growth = b! / a!
    rows.push({
      what: `${what}, at a million posts`,
      figure: times(growth),
      beside: `${ms(b!)}; ${ms(a!)} at 37,000 posts${first ? `; nearer the beginning ${ms(c!)}` : ''}`,
      bar: `≤ ${MOST_GROWTH} ×`,
      holds: growth <= MOST_GROWTH,
    })
    if (first)
      rows.push({
        what: `${what}, beside one nearer the beginning`,
        figure: times(b! / c!),
        beside: 'both at a million posts',
        bar: '≤ 1.1 ×',
        holds: b! / c! <= 1.1,
      })
  }
  return rows
}

const inRound = (paths: readonly string[], round: number): string => paths.at(round % paths.length)!

/** Medians of several measurements that take turns, so that what else the machine does weighs on all alike. */
async function inTurn(measurements: readonly ((round: number) => Promise<number>)[]): Promise<number[]> {
  const taken = measurements.map((): number[] => [])
  for (let round = -5; round < ROUNDS; round++)
    for (const [at, measure] of measurements.entries()) {
      const value = await measure(round)
      if (round >= 0) taken[at]!.push(value)
    }
  return taken.map((values) => quantile(values, 0.5))
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

async function measureSearches(forum: Forum): Promise<Row[]> {
  // A server that has been asked for a while: other words warm it up.
  const both = await titleWords(forum.db, 400)
  for (const query of both.slice(0, 200)) await time(forum, `/search?q=${encodeURIComponent(query)}`)
  const sets = [
    { what: 'search for two words of a title', queries: both.slice(200), most: 50 },
    { what: 'search for a common word', queries: commonWords(60), most: 100 },
  ]
  const rows: Row[] = []
  for (const { what, queries, most } of sets) {
    const taken: number[] = []
    for (const query of queries) taken.push(await time(forum, `/search?q=${encodeURIComponent(query)}`))
    const p95 = quantile(taken, 0.95)
    rows.push({
      what: `${what}, a million posts`,
      figure: `p95 ${ms(p95)}`,
      beside: `whole page; p50 ${ms(quantile(taken, 0.5))}, slowest ${ms(Math.max(...taken))}, ${taken.length} different ones`,
      bar: `≤ ${most} ms`,
      holds: p95 <= most,
    })
  }
  return rows
}
