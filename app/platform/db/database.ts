import { PrismaPg } from '@prisma/adapter-pg'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { PrismaClient } from '#prisma/generated/client/client.ts'
import type { DB } from '#prisma/generated/kysely/types.ts'
import { createPool, type PoolOptions } from './pool.ts'

export type { DB, PrismaClient }

/** One pool, and the three ways to use it. */
export interface Database {
  pool: pg.Pool
  /** For hot reads: lists, the thread page, feeds, the session. */
  kysely: Kysely<DB>
  /** For writes and ordinary reads. */
  prisma: PrismaClient
  /** Waits for what runs, then disconnects. */
  close(): Promise<void>
}

/** Connects on first use. See PoolOptions. */
export function createDatabase(options: PoolOptions): Database {
  const pool = createPool(options)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  })
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  let closing: Promise<void> | undefined
  return {
    pool,
    kysely,
    prisma,
    close: () => (closing ??= prisma.$disconnect().then(() => pool.end())),
  }
}
