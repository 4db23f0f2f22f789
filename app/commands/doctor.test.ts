import { expect, test } from 'vitest'
import { rememberBackup } from '#app/domains/backups/last-backup.server.ts'
import { startRedis, withoutRedis } from '#app/platform/bus/redis-for-tests.ts'
import { createPlatform, type Platform } from '#app/platform/create-platform.ts'
import { parseEnv } from '#app/platform/env.ts'
import { createLog } from '#app/platform/log.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { examineAll } from './doctor.ts'

const db = await testDatabase()
const meilisearch = await testMeilisearch()

/** What the doctor finds, by its name; `on` changes what it looks at. */
async function findings(environment: Record<string, string> = {}, on: Partial<Platform> = {}) {
  const env = parseEnv({ DATABASE_URL: db.url, ...environment })
  const platform = await createPlatform(env, {
    applicationName: 'guildhall test',
    log: createLog({ level: 'silent' }),
    migrate: false,
  })
  try {
    const found = await examineAll({ ...platform, ...on })
    return Object.fromEntries(found.map(({ what, ok, says }) => [what, `${ok ? 'ok' : 'LOOK'}: ${says}`]))
  } finally {
    await platform.close()
  }
}

test('an installation where all is well', async () => {
  const found = await findings()
  expect(found).toMatchObject({
    migrations: 'ok: all are applied',
    redis: expect.stringMatching(/^ok: not used/),
    meilisearch: expect.stringMatching(/^ok: not used/),
    disk: expect.stringMatching(/^ok: \d/),
    backup: 'ok: nothing to lose yet',
  })
})

test('backups are missed, and old ones told', async () => {
  const { id } = await makeMember(db.kysely)
  expect((await findings())['backup']).toMatch(/^LOOK: none was made yet/)
  const done = { act: 'backups.write', doer: { console: 'somebody' }, now: new Date() } as const
  await rememberBackup(db.kysely, { takenAt: '2026-03-01T03:00:00.000Z' }, done)
  const at = (day: string) => ({ clock: { now: () => new Date(`2026-03-${day}T12:00:00Z`) } })
  expect((await findings({}, at('02')))['backup']).toMatch(/^ok: the last is of 2026-03-01.*, 1 days ago$/)
  expect((await findings({}, at('08')))['backup']).toMatch(/^LOOK: .* 7 days ago: make one every night/)
  await rememberBackup(db.kysely, { takenAt: '2026-03-08T03:00:00.000Z' }, done)
  expect((await findings({}, at('08')))['backup']).toMatch(/^ok/)
  await db.kysely.deleteFrom('member').where('id', '=', id).execute()
})

test('servers that are named and do not answer', async () => {
  const found = await findings({ REDIS_URL: 'redis://127.0.0.1:1', MEILI_URL: 'http://127.0.0.1:1' })
  expect(found['redis']).toMatch(/^LOOK: does not answer \(ECONNREFUSED\): look at REDIS_URL/)
  expect(found['meilisearch']).toMatch(/^LOOK: is not well \(.+\): look at MEILI_URL/)
})

test('servers that are named and answer', async () => {
  expect((await findings({ MEILI_URL: meilisearch.url }))['meilisearch']).toBe('ok: answers')
})

test.skipIf(withoutRedis)('a Redis that answers, and one that is frozen', async () => {
  const redis = await startRedis()
  expect((await findings({ REDIS_URL: redis.url }))['redis']).toBe('ok: answers')
  redis.freeze()
  expect((await findings({ REDIS_URL: redis.url }))['redis']).toMatch(/^LOOK: does not answer/)
  redis.thaw()
  await redis.kill()
})

test('posts that the search lacks, or has and should not, are told', async () => {
  const { id: authorId } = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  await makeThread(db.kysely, { space, posts: [{ authorId, source: 'Words.' }] })
  expect((await findings())['searched posts']).toBe('ok: all that are listed, and no other')
  await db.pool.query('update search_post set post_id = post_id + 1000')
  expect((await findings())['searched posts']).toBe(
    'LOOK: 2 are missing or too many: npm run guildhall -- reindex',
  )
  await db.pool.query('update search_post set post_id = post_id - 1000')
  await db.pool.query('delete from thread')
  await db.pool.query('delete from space')
  await db.pool.query('delete from member')
})

test('migrations that wait, and those of a newer version, are told and nothing else is asked', async () => {
  const { rows } = await db.pool.query(
    `delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations) returning *`,
  )
  const waiting = await findings()
  expect(waiting['migrations']).toBe(
    `LOOK: 1 wait (${rows[0].migration_name}): make a backup, then start this version of the server, which applies them`,
  )
  expect(waiting).not.toHaveProperty('counters')
  await db.pool.query(
    'insert into _prisma_migrations select * from json_populate_record(null::_prisma_migrations, $1)',
    [JSON.stringify({ ...rows[0], migration_name: '29991231000000_louder' })],
  )
  expect((await findings())['migrations']).toMatch(
    /^LOOK: the database is newer than this Guildhall \(29991231000000_louder\)/,
  )
  await db.pool.query(
    `update _prisma_migrations set migration_name = $1 where migration_name = '29991231000000_louder'`,
    [rows[0].migration_name],
  )
  expect((await findings())['migrations']).toBe('ok: all are applied')
})
