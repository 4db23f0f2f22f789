import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { createDatabase } from './database.ts'
import { unsafeSettings } from './durability.ts'
import { countQueries } from './statements.ts'
import { transaction } from './transaction.ts'

const db = await testDatabase()
// Machine and server are far from UTC, so that a time read in the wrong zone is told from one read right.
process.env.TZ = 'Asia/Kathmandu'
await db.pool.query(
  `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone TO ''Pacific/Chatham''', current_database()); END $$`,
)

describe('values', () => {
  it('counts with numbers, and throws rather than round', async () => {
    const { rows } =
      await sql`SELECT count(*) AS n, ARRAY[1::int8, NULL] AS list, 1.10::numeric AS price`.execute(db.kysely)
    expect(rows).toEqual([{ n: 1, list: [1, null], price: '1.10' }])
    await expect(sql`SELECT 9007199254740993::int8`.execute(db.kysely)).rejects.toThrow(/too large/)
  })

  it('reads the same moment through Prisma and Kysely, in whatever zone the machine is', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z')
    await db.prisma.setting.create({ data: { key: 'moment', value: 1, updatedAt: at } })
    const row = await db.kysely
      .selectFrom('setting')
      .selectAll()
      .where('key', '=', 'moment')
      .executeTakeFirstOrThrow()
    expect(row.updated_at).toEqual(at)
    expect((await db.prisma.setting.findUniqueOrThrow({ where: { key: 'moment' } })).updatedAt).toEqual(at)
    const day = await sql<{ day: Date }>`SELECT '2026-03-29'::date AS day`.execute(db.kysely)
    expect(day.rows[0]?.day).toEqual(new Date('2026-03-29T00:00:00Z'))
  })

  it('keeps sessions in UTC beside options that the address brings along', async () => {
    const url = new URL(db.url)
    url.searchParams.set('options', '-c work_mem=5MB')
    const other = createDatabase({ url: url.toString(), log: quietLog })
    const { rows } = await other.pool.query(
      `SELECT current_setting('timezone') AS zone, current_setting('work_mem') AS memory`,
    )
    expect(rows).toEqual([{ zone: 'UTC', memory: '5MB' }])
    await other.close()
  })
})

describe('countQueries', () => {
  it('sees what Prisma, Kysely and plain queries send, each caller its own', async () => {
    const ask = async (n: number) => {
      await db.prisma.setting.count({ where: { key: String(n) } })
      await db.kysely.selectFrom('setting').select('key').where('key', '=', String(n)).execute()
      await db.pool.query(`SELECT ${n}`)
    }
    // More callers than connections: most of them wait for one that somebody else gives back.
    const counted = await Promise.all(Array.from({ length: 20 }, (_, n) => countQueries(() => ask(n))))
    counted.forEach(({ statements }, n) => {
      expect(statements).toHaveLength(3)
      expect(statements[2]).toBe(`SELECT ${n}`)
    })
  })
})

describe('prepared statements', () => {
  const prepared = async (pool: typeof db.pool) =>
    (await pool.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')).rows.map(
      (row) => row.statement,
    )

  it('are made of what is asked often, and of nothing else', async () => {
    const one = createDatabase({ url: db.url, log: quietLog, max: 1 })
    for (let n = 0; n < 5; n++)
      await one.kysely.selectFrom('setting').select('key').where('key', '=', `${n}`).execute()
    for (let n = 0; n < 5; n++) await one.prisma.setting.findUnique({ where: { key: `${n}` } })
    for (let n = 1; n < 400; n++) {
      await one.kysely
        .selectFrom('setting')
        .select('key')
        .where('key', 'in', Array(n).fill('x') as string[])
        .execute()
    }
    expect(await prepared(one.pool)).toHaveLength(2)
    await one.close()
  })

  it('survive a migration of the table they read', async () => {
    const one = createDatabase({ url: db.url, log: quietLog, max: 1 })
    const ask = () => sql`SELECT * FROM changing WHERE id = ${1}`.execute(one.kysely)
    await one.pool.query('CREATE TABLE changing AS SELECT 1 AS id')
    for (let n = 0; n < 4; n++) await ask()
    await one.pool.query('ALTER TABLE changing ADD COLUMN name text')
    await ask().catch(() => undefined)
    expect((await ask()).rows).toEqual([{ id: 1, name: null }])
    await one.close()
  })
})

describe('unsafeSettings', () => {
  it('names what would lose an acknowledged write', async () => {
    // The test server is one that is thrown away; a server of your own may be a safe one.
    const { rows } = await db.pool.query<{ fsync: string }>('SHOW fsync')
    expect((await unsafeSettings(db.pool)).includes('fsync')).toBe(rows[0]?.fsync === 'off')
  })
})

describe('transaction', () => {
  beforeAll(async () => {
    await db.pool.query('CREATE TABLE tally (id int PRIMARY KEY, n int NOT NULL)')
    await db.pool.query('INSERT INTO tally VALUES (1, 0), (2, 0)')
  })
  afterAll(() => db.pool.query('DROP TABLE tally'))

  const n = async (id: number) =>
    (await db.pool.query<{ n: number }>('SELECT n FROM tally WHERE id = $1', [id])).rows[0]?.n

  it('commits what returns and rolls back what throws', async () => {
    expect(
      await transaction(db, (tx) => sql`UPDATE tally SET n = n + 1`.execute(tx).then(() => 'done')),
    ).toBe('done')
    await expect(
      transaction(db, async (tx) => {
        await sql`UPDATE tally SET n = n + 1`.execute(tx)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect([await n(1), await n(2)]).toEqual([1, 1])
  })

  it('does the work again after a deadlock', async () => {
    const before = [await n(1), await n(2)]
    let bothHoldOne = 0
    let release: () => void
    const gate = new Promise<void>((resolve) => (release = resolve))
    const work = (first: number, second: number) =>
      transaction(db, async (tx) => {
        await sql`UPDATE tally SET n = n + 1 WHERE id = ${first}`.execute(tx)
        if (++bothHoldOne === 2) release()
        await gate
        await sql`UPDATE tally SET n = n + 1 WHERE id = ${second}`.execute(tx)
      })
    await Promise.all([work(1, 2), work(2, 1)])
    expect([await n(1), await n(2)]).toEqual(before.map((value) => (value ?? 0) + 2))
  })
})

describe('a connection that breaks', () => {
  it('fails the statement, not the process, and the next one works', async () => {
    const warnings: unknown[] = []
    const one = createDatabase({
      url: db.url,
      log: { warn: (...words: unknown[]) => warnings.push(words) },
      max: 2,
    })
    const { rows } = await one.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    await expect.poll(() => warnings.length).toBeGreaterThan(0)
    await expect(
      one.kysely.transaction().execute(async (tx) => {
        const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
        await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
        await sql`SELECT 1`.execute(tx)
      }),
    ).rejects.toThrow()
    expect(await one.prisma.$queryRaw`SELECT 1 AS n`).toEqual([{ n: 1 }])
    await one.close()
  })
})
