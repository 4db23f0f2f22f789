import { expect, test } from 'vitest'
import { composeSchema } from '#prisma/compose.ts'
import { testDatabase } from '#tests/support/database.ts'
import { root } from './project-files.ts'
import { columnsOfSchema } from './schema-columns.ts'
import { faultsOfColumn, type Column } from './schema-rules.ts'

const db = await testDatabase()

/** Every column of our own tables; Prisma's ledger and the job queue are their makers' own. */
async function columnsOfDatabase(): Promise<Column[]> {
  const { rows } = await db.pool.query<Column>(
    `select table_name as table, column_name as name, udt_name as type, datetime_precision as precision
     from information_schema.columns
     where table_schema = 'public' and table_name <> '_prisma_migrations'`,
  )
  return rows
}

test('the schema has instants, numbers for ids, and snake_case', () => {
  const columns = columnsOfSchema(
    composeSchema(root)
      .map(({ content }) => content)
      .join('\n'),
  )
  expect(columns.length).toBeGreaterThan(50)
  expect(columns.flatMap(faultsOfColumn)).toEqual([])
})

test('so has the migrated database', async () => {
  const columns = await columnsOfDatabase()
  expect(columns.length).toBeGreaterThan(50)
  expect(columns.flatMap(faultsOfColumn)).toEqual([])
})

test('columns that break a rule are told, as they stand in a schema', () => {
  const columns = columnsOfSchema(`
model Badge {
  id        String   @id
  givenAt   DateTime @map("given_at")
  takenAt   DateTime? @map("taken_at") @db.Timestamptz(6)
  goodAt    DateTime @map("good_at") @db.Timestamptz(3)
  memberId  Int
  badge     Badge?   @relation(fields: [memberId], references: [id])

  @@map("badge")
}
`)
  expect(columns.flatMap(faultsOfColumn)).toEqual([
    'badge.id: ids are Int (or BigInt)',
    expect.stringContaining('badge.given_at: times are'),
    expect.stringContaining('badge.taken_at: times are'),
    expect.stringContaining('badge.memberId: names are snake_case'),
  ])
})

test('columns that break a rule are told, as they stand in a database', async () => {
  await db.pool.query('create table "Bad" (id uuid, at timestamp, good_at timestamptz(3))')
  const faults = (await columnsOfDatabase()).flatMap(faultsOfColumn)
  await db.pool.query('drop table "Bad"')
  expect(faults.filter((fault) => fault.includes('ids are'))).toHaveLength(1)
  expect(faults.filter((fault) => fault.includes('times are'))).toHaveLength(1)
  expect(faults.filter((fault) => fault.includes('snake_case'))).toHaveLength(3)
})
