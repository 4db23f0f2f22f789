import { readFile } from 'node:fs/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import { announceAccess } from '#app/domains/access/access.events.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { DB, Database } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import type { Env } from '#app/platform/env.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import { bakeDemo } from './bake-demo.ts'
import { BRAND, members } from './content/members.ts'
import { site } from './content/site.ts'
import { spaces } from './content/spaces.ts'
import { tags } from './content/tags.ts'
import { planDemo, type DemoPlan } from './plan-demo.ts'
import { readThreads } from './read-threads.ts'
import { writePeople } from './write-people.ts'
import { writeSpaces } from './write-spaces.ts'
import { writeTags } from './write-tags.ts'
import { writeThreads } from './write-threads.ts'

declare module '#app/platform/outbox/outbox.ts' {
  interface DomainEvents {
    /** The demo community came into an empty database; caches of everything are void. */
    'demo.seeded': { threads: number }
  }
}

export type SeedOutcome =
  | { outcome: 'seeded'; members: number; spaces: number; threads: number; posts: number }
  /** The demo is here already; nothing was changed. */
  | { outcome: 'present' }
  /** Somebody else's community is here; nothing was changed. */
  | { outcome: 'occupied'; spaces: number; threads: number }

/** The setting that tells a database with the demo from one with a community of its own. */
const MARK = 'demo.content'

/**
 * Fills an empty database with the demo community of Tarnmoor, in one transaction, with all dates told from `now`. A
 * database that has spaces or threads stays as it is. Two at once do no harm: the second finds the work of the first.
 */
export async function seedDemo(deps: { db: Database; bus: Bus; env: Env; now: Date }): Promise<SeedOutcome> {
  const { db, bus, env, now } = deps
  const before = await look(db.kysely)
  if (before) return before
  const plan = planDemo({ members, threads: await readContent() }, now)
  await saveSiteSettings(db.kysely, bus, site)
  const outcome = await transaction(db, async (tx): Promise<SeedOutcome> => {
    await sql`select pg_advisory_xact_lock(hashtext(${MARK}))`.execute(tx)
    const meanwhile = await look(tx)
    if (meanwhile) return meanwhile
    await write(tx, plan, env.PUBLIC_URL)
    await announceAccess(bus, tx, { everybody: true })
    await bus.publish('spaces', {}, tx)
    await emit(tx, 'demo.seeded', { threads: plan.threads.length })
    return { outcome: 'seeded', ...sizeOf(plan) }
  })
  await bus.caughtUp()
  return outcome
}

/** What is there that speaks against seeding; null in an empty database. */
async function look(db: Kysely<DB>): Promise<SeedOutcome | null> {
  const { rows } = await sql<{ mark: boolean; spaces: number; threads: number }>`
    select exists (select from setting where key = ${MARK}) as mark,
      (select count(*)::int from space) as spaces, (select count(*)::int from thread) as threads`.execute(db)
  const { mark, spaces, threads } = rows[0]!
  if (mark) return { outcome: 'present' }
  return spaces + threads > 0 ? { outcome: 'occupied', spaces, threads } : null
}

async function readContent() {
  const files = await Promise.all(
    spaces.map(async ({ slug }) => {
      const file = `content/${slug}.md`
      const text = await readFile(new URL(file, import.meta.url), 'utf8')
      return readThreads(text, file).map((thread) => ({ space: slug, thread }))
    }),
  )
  return files.flat()
}

async function write(tx: Transaction<DB>, plan: DemoPlan, siteOrigin: string): Promise<void> {
  const people = await writePeople(tx, plan.members)
  const written = await writeSpaces(tx, spaces, plan.members[0]!.joinedAt)
  const targets = await writeThreads(tx, plan.threads, { people, spaces: written, brand: BRAND })
  await writeTags(tx, tags, plan.threads, targets)
  await bakeDemo(tx, siteOrigin)
  await recount(tx)
  await tx
    .insertInto('setting')
    .values({ key: MARK, value: JSON.stringify('tarnmoor') })
    .execute()
}

function sizeOf(plan: DemoPlan) {
  const posts = plan.threads.reduce((sum, thread) => sum + thread.posts.length, 0)
  return { members: plan.members.length, spaces: spaces.length, threads: plan.threads.length, posts }
}
