import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { countQueries } from './statements.ts'

const db = await testDatabase()

describe('createDatabase', () => {
  it('counts with numbers, and refuses to round', async () => {
    const { rows } = await sql<{
      n: number
      big: number[]
    }>`SELECT count(*) AS n, ARRAY[1::int8, NULL] AS big`.execute(db.kysely)
    expect(rows).toEqual([{ n: 1, big: [1, null] }])
    await expect(sql`SELECT 9007199254740993::int8 AS n`.execute(db.kysely)).rejects.toThrow(/too large/)
    expect((await sql`SELECT 1.10::numeric AS n`.execute(db.kysely)).rows).toEqual([{ n: '1.10' }])
  })
})

describe('countQueries', () => {
  it('x', async () => {
    expect((await countQueries(() => db.pool.query('SELECT 1'))).statements).toEqual(['SELECT 1'])
  })
})
