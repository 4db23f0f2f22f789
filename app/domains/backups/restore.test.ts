import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBus } from '#app/platform/bus/bus.ts'
import { openCopySession } from '#app/platform/copy/copy-session.ts'
import { migrate } from '#app/platform/db/migrate.ts'
import { CORE_MIGRATIONS, readMigrations } from '#app/platform/db/migration-files.ts'
import { createDiskStorage } from '#app/platform/storage/disk-storage.ts'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { moveDemoIn } from '#tests/support/demo.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { checkBackup } from './check-backup.server.ts'
import { compareTables } from './load-tables.server.ts'
import { restoreBackup } from './restore-backup.server.ts'
import { readTables } from './tables.server.ts'
import { contentOf, schemaOf } from './testing/content.ts'
import { rewriteArchive } from './testing/rewrite-archive.ts'
import { writeBackup } from './write-backup.server.ts'

const source = await testDatabase()
const target = await testDatabase()
const folder = await scratchFolder()
const storage = createDiskStorage({ folder: await scratchFolder() })
const path = join(folder, 'demo.tar.gz')
const bad = join(folder, 'bad.tar.gz')
let whole: Buffer
let before: Record<string, string>

beforeAll(async () => {
  await moveDemoIn(source)
  await makeMember(target.kysely)
  await writeBackup({ url: source.url, storage, path, force: false })
  whole = await readFile(path)
})
beforeEach(async () => {
  before = await contentOf(target)
})

const restore = (file: string, more: { replace?: boolean; migrations?: string } = {}) =>
  restoreBackup({ url: target.url, storage, path: file, replace: true, ...more })

/** Refused with advice, and nothing is changed. */
async function expectRefused(restored: Promise<unknown>, code: string) {
  await expect(restored).rejects.toMatchObject({
    code,
    hint: expect.stringMatching(/Nothing was changed|Name the file/),
  })
  expect(await contentOf(target)).toEqual(before)
}

describe('a damaged file', () => {
  it('is refused wherever it is cut short', async () => {
    const migrations = await readMigrations(CORE_MIGRATIONS)
    const cuts = Array.from({ length: 60 }, (_, n) => Math.floor((whole.length * n) / 60))
    for (const length of [...cuts, 1, 2, whole.length - 1, whole.length - 8, whole.length - 9]) {
      await writeFile(bad, whole.subarray(0, length))
      await expect(checkBackup({ path: bad, migrations }), `cut at ${length}`).rejects.toMatchObject({
        code: 'damaged',
      })
    }
    await writeFile(bad, whole.subarray(0, whole.length - 1))
    await expectRefused(restore(bad), 'damaged')
  })

  it('is refused wherever a byte was turned over, or has the same content', async () => {
    const migrations = await readMigrations(CORE_MIGRATIONS)
    const good = await checkBackup({ path, migrations })
    let refused = 0
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 150)) {
      const turned = Buffer.from(whole)
      turned[at] = turned[at]! ^ 0x10
      await writeFile(bad, turned)
      const outcome = await checkBackup({ path: bad, migrations }).catch((error: { code: string }) => error)
      if ('code' in outcome) {
        expect(outcome.code, `turned at ${at}`).toMatch(/^(damaged|not_a_backup)$/)
        refused++
      } else expect(outcome, `turned at ${at}`).toEqual(good)
    }
    // The few that do nothing are in the first ten bytes, where gzip keeps times.
    expect(refused).toBeGreaterThan(145)
  })

  it.each([
    ['empty', Buffer.alloc(0), 'damaged'],
    ['text', Buffer.from('once upon a time'), 'not_a_backup'],
    ['packed text', gzipSync('once upon a time'.repeat(100)), 'damaged'],
    ['a packed nothing', gzipSync(''), 'not_a_backup'],
  ])('is refused that is %s', async (_what, bytes, code) => {
    await writeFile(bad, bytes)
    await expectRefused(restore(bad), code)
  })

  it('is refused that is not there, or is a folder', async () => {
    await expectRefused(restore(join(folder, 'missing.tar.gz')), 'file_not_found')
    await expectRefused(restore(folder), 'not_a_backup')
  })
})

describe('an archive that was made by hand', () => {
  it.each([
    [
      'a path that leads out',
      (name: string) => (name.includes('/post/') ? '../../etc/passwd' : name),
      'damaged',
    ],
    ['an absolute path', (name: string) => (name.includes('/post/') ? '/etc/passwd' : name), 'damaged'],
    ['a table under two names', (name: string) => name.replace('/post/', '/po%73t/'), 'damaged'],
    ['a table that is none', (name: string) => name.replace('/post/', '/pg_authid/'), 'damaged'],
    ['another beginning', (name: string) => name.replace('guildhall-backup', 'other'), 'not_a_backup'],
    ['no end', (name: string) => (name === 'manifest.json' ? null : name), 'damaged'],
  ])('with %s is refused', async (_what, rename, code) => {
    await rewriteArchive(path, bad, { rename })
    await expectRefused(restore(bad), code)
  })

  it('with a link is refused', async () => {
    await rewriteArchive(path, bad, { link: '/etc/passwd' })
    await expectRefused(restore(bad), 'damaged')
  })

  it.each([
    ['another row', /tables\/setting/, (text: string) => text.replace('Tarnmoor', 'Tarnmore'), 'damaged'],
    ['a manifest that is no JSON', /manifest/, (text: string) => text.slice(1), 'damaged'],
    [
      'a manifest without a table',
      /manifest/,
      (text: string) => text.replace('"tag_count"', '"tag"'),
      'damaged',
    ],
    [
      'a newer format',
      /guildhall-backup/,
      (text: string) => text.replace('"format": 2', '"format": 3'),
      'newer',
    ],
    ['a newer migration', /manifest/, (text: string) => text.replace('_core"', '_score"'), 'newer'],
    ['an edited migration', /manifest/, (text: string) => text.replace(/("checksum": ")./, '$1f'), 'newer'],
  ])('with %s is refused', async (_what, entry, edit, code) => {
    await rewriteArchive(path, bad, { edit: (name, text) => (entry.test(name) ? edit(text) : text) })
    expect(gunzipSync(await readFile(bad))).not.toEqual(gunzipSync(whole))
    await expectRefused(restore(bad), code)
  })

  it.each([
    ['rows that PostgreSQL does not take', /\tpublished\t/, '\tnonsense\t', 'not_restored'],
    ['rows that point nowhere', /^(\d+)\t(\d+)/, '$1\t999999', 'not_restored'],
  ])('with %s is refused, whatever its sums say', async (_what, pattern, instead, code) => {
    await rewriteArchive(path, bad, {
      edit: (name, text) => (name.includes('/post/') ? text.replace(pattern, instead) : text),
      mendSums: true,
    })
    await expectRefused(restore(bad), code)
  })
})

describe('a backup with a migration that is not known', () => {
  it.each([
    ['of this version names the migration', (text: string) => text, /migration \w+_score\b/],
    [
      'of another version names the version',
      (text: string) => text.replace(/("app": ")[^"]+/, '$199.0.0'),
      /newer Guildhall \(99\.0\.0\)/,
    ],
  ])('%s', async (_what, edit, said) => {
    const unknown = (text: string) => edit(text.replace('_core"', '_score"'))
    await rewriteArchive(path, bad, { edit: (name, text) => (/manifest/.test(name) ? unknown(text) : text) })
    await expect(restore(bad)).rejects.toThrow(said)
  })
})

describe('the database', () => {
  it('is not touched where a community lives, unless one says so', async () => {
    await expect(restore(path, { replace: false })).rejects.toThrow(/A community lives.*--replace/)
    expect(await contentOf(target)).toEqual(before)
  })

  it.each([
    ['a server runs', "set application_name = 'guildhall server'"],
    ['an import runs', 'select pg_advisory_lock(7203318)'],
    ['another process migrates', 'select pg_advisory_lock(72707369)'],
  ])('is not touched while %s', async (_what, statement) => {
    const other = new pg.Client({ connectionString: target.url })
    await other.connect()
    await other.query(statement)
    await expectRefused(restore(path), 'in_use')
    await other.end()
  })

  it('is not touched where something else lives beside the community', async () => {
    await target.pool.query('create table wages (amount int)')
    before = await contentOf(target)
    await expectRefused(restore(path), 'occupied')
    await target.pool.query('drop table wages')
  })

  it('is replaced as a whole when one says so; jobs of the old content are gone, and every process hears of it', async () => {
    await target.pool.query(`select graphile_worker.add_job('of-the-old', '{}')`)
    const bus = createBus({ url: target.url, pool: target.pool, log: quietLog })
    await bus.ready()
    const heard: string[] = []
    for (const channel of ['settings', 'spaces', 'access']) bus.subscribe(channel, () => heard.push(channel))
    await restoreBackup({ url: target.url, storage, path, replace: true, bus })
    await bus.caughtUp()
    expect(heard.sort()).toEqual(['access', 'settings', 'spaces'])
    await bus.close()
    const { rows } = await target.pool.query(
      'select distinct task_identifier as task from graphile_worker.jobs',
    )
    expect(rows).toEqual([{ task: 'deliver-event' }])
    expect(await contentOf(target)).toEqual(await contentOf(source))
    expect(await schemaOf(target)).toEqual(await schemaOf(source))
  })

  it('lets nobody start while it is replaced', async () => {
    let start: Promise<unknown> | undefined
    let started = false
    const startedBefore: boolean[] = []
    await restoreBackup({
      url: target.url,
      storage,
      path,
      replace: true,
      onProgress: ({ title }) => {
        if (title === 'Restoring')
          start ??= migrate({ url: target.url, folder: CORE_MIGRATIONS, log: quietLog }).then(
            () => (started = true),
          )
        startedBefore.push(started)
      },
    })
    await start
    expect(started).toBe(true)
    expect(startedBefore).not.toContain(true)
  })

  it('is read back: a row that is another than in the file is found', async () => {
    const manifest = await checkBackup({ path, migrations: await readMigrations(CORE_MIGRATIONS) })
    const session = await openCopySession({ url: target.url, applicationName: 'guildhall test' })
    const tables = new Map((await readTables(session)).map((table) => [table.name, table]))
    await session.run('begin')
    await session.run("delete from outbox_event where type = 'backup.restored'")
    await compareTables(session, { manifest, tables }, {})
    await session.run("update thread set title = title || '.' where id = (select max(id) from thread)")
    await expect(compareTables(session, { manifest, tables }, {})).rejects.toThrow(
      /the rows of “thread” are others/,
    )
    await session.close()
  })
})

describe('a backup of an older version', () => {
  it('goes into the schema of its version and is brought up to date', async () => {
    const newer = join(folder, 'migrations')
    await cp(CORE_MIGRATIONS, newer, { recursive: true })
    await mkdir(join(newer, '29991231000000_louder'))
    await writeFile(
      join(newer, '29991231000000_louder', 'migration.sql'),
      `ALTER TABLE "member" ADD COLUMN "loud_name" text;
       UPDATE "member" SET "loud_name" = upper("display_name");
       ALTER TABLE "member" ALTER COLUMN "loud_name" SET NOT NULL;
       ALTER TABLE "member" DROP COLUMN "location";
       CREATE TABLE "echo" ("id" serial PRIMARY KEY, "member_id" int NOT NULL REFERENCES "member" ("id"));
       INSERT INTO "echo" ("member_id") SELECT "id" FROM "member";`,
    )
    await restore(path, { migrations: newer })
    const { rows } = await target.pool.query(
      `select count(*)::int as members, count(*) filter (where loud_name = upper(display_name))::int as loud,
         (select count(*)::int from echo) as echoes from member`,
    )
    const members = (await source.pool.query('select count(*)::int as n from member')).rows[0].n as number
    expect(rows).toEqual([{ members, loud: members, echoes: members }])
    const { post, thread } = await contentOf(source)
    expect(await contentOf(target)).toMatchObject({ post, thread })
    // What is newer now is refused by the older build.
    const file = join(folder, 'newer.tar.gz')
    await writeBackup({ url: target.url, storage, path: file, force: true })
    before = await contentOf(target)
    await expectRefused(restore(file), 'newer')
    // Of the newer version, which this build does not know, nothing is left behind either.
    await restoreBackup({ url: target.url, storage, path: file, replace: true, migrations: newer })
    expect(await contentOf(target)).toEqual(before)
  })
})
