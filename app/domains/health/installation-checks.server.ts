import { resolve } from 'node:path'
import { sql } from 'kysely'
import { whyRedisIsAway } from '#app/platform/bus/redis-once.ts'
import { unsafeSettings } from '#app/platform/db/durability.ts'
import { compareMigrations } from '#app/platform/db/migrate.ts'
import { CORE_MIGRATIONS } from '#app/platform/db/migration-files.ts'
import { diskRoom } from '#app/platform/disk-room.ts'
import { createMeilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import type { Finding, Patient } from './finding.ts'

/** What can be looked at whatever the tables are. */
export const installationChecks = [durability, encoding, disk, redis, meilisearch, address]

/** Whether the tables are those of this version: nothing else about them can be told otherwise. */
export async function migrations({ db }: Patient): Promise<Finding> {
  const { pending, unknown } = await compareMigrations(db.pool, CORE_MIGRATIONS)
  const what = 'migrations'
  if (unknown.length > 0) {
    const says = `the database is newer than this Guildhall (${unknown.join(', ')}): install the version that it was last used with`
    return { what, ok: false, says }
  }
  if (pending.length === 0) return { what, ok: true, says: 'all are applied' }
  const says = `${pending.length} wait (${pending.join(', ')}): make a backup, then start this version of the server, which applies them`
  return { what, ok: false, says }
}

async function durability({ db }: Patient): Promise<Finding> {
  const off = await unsafeSettings(db.pool)
  const says =
    off.length === 0
      ? 'a crash loses nothing that was acknowledged'
      : `turn on ${off.join(', ')}, or a crash loses what members wrote`
  return { what: 'durable writes', ok: off.length === 0, says }
}

async function encoding({ db }: Patient): Promise<Finding> {
  const { rows } = await sql<{ encoding: string; folds: boolean }>`
    select pg_encoding_to_char(encoding) as encoding, lower('ÄÉ') = 'äé' as folds
    from pg_database where datname = current_database()`.execute(db.kysely)
  const ok = rows[0]?.encoding === 'UTF8' && rows[0].folds
  return {
    what: 'text',
    ok,
    says: ok
      ? 'UTF-8, letters fold'
      : 'the database must be UTF8 with a locale that folds letters (C.UTF-8): create it anew',
  }
}

/** Bytes, and a part of the disk. */
const LEAST_FREE = { bytes: 1e9, part: 0.05 }

/** The disk of the data folder, on which the built-in PostgreSQL writes. */
async function disk({ env }: Patient): Promise<Finding> {
  const folder = resolve(env.GUILDHALL_DATA)
  const { free, total } = await diskRoom(folder)
  const room = `${(free / 1e9).toFixed(1)} of ${(total / 1e9).toFixed(1)} GB free at ${folder}`
  const ok = free >= LEAST_FREE.bytes && free >= total * LEAST_FREE.part
  return { what: 'disk', ok, says: ok ? room : `only ${room}: make room, or nobody can write soon` }
}

async function redis({ env }: Patient): Promise<Finding> {
  const what = 'redis'
  if (!env.REDIS_URL) return { what, ok: true, says: 'not used (REDIS_URL is not set)' }
  const away = await whyRedisIsAway(env.REDIS_URL)
  if (away === null) return { what, ok: true, says: 'answers' }
  return {
    what,
    ok: false,
    says: `does not answer (${away}): look at REDIS_URL and at Redis. Processes go on without it`,
  }
}

/** Milliseconds. */
const PATIENCE = 2_000

async function meilisearch({ env }: Patient): Promise<Finding> {
  const what = 'meilisearch'
  if (!env.MEILI_URL) return { what, ok: true, says: 'not used (MEILI_URL is not set)' }
  try {
    await createMeilisearch({ url: env.MEILI_URL, key: undefined }).health(PATIENCE)
    return { what, ok: true, says: 'answers' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    return {
      what,
      ok: false,
      says: `is not well (${reason}): look at MEILI_URL and at Meilisearch. PostgreSQL answers searches`,
    }
  }
}

function address({ env }: Patient): Finding {
  const open =
    env.PUBLIC_URL.startsWith('https:') || /^http:\/\/(localhost|127\.|\[::1\])/.test(env.PUBLIC_URL)
  return {
    what: 'address',
    ok: open,
    says: open
      ? env.PUBLIC_URL
      : `PUBLIC_URL is ${env.PUBLIC_URL}: sign-in needs https, for example https://community.example.com`,
  }
}
