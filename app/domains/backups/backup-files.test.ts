import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { storageKey } from '#app/domains/uploads/upload-address.ts'
import { createDiskStorage } from '#app/platform/storage/disk-storage.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase, type TestDatabase } from '#tests/support/database.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { restoreBackup } from './restore-backup.server.ts'
import { contentOf } from './testing/content.ts'
import { rewriteArchive } from './testing/rewrite-archive.ts'
import { writeBackup } from './write-backup.server.ts'

const source = await testDatabase()
const target = await testDatabase()
const folder = await scratchFolder()
const newStorage = async () => createDiskStorage({ folder: await scratchFolder() })
const from = await newStorage()
const path = join(folder, 'files.tar.gz')
const bad = join(folder, 'bad.tar.gz')
const missing: string[] = []
let lost: string

/** An upload with files of random bytes; answers their keys. */
async function upload(db: TestDatabase, storage: Storage, state: 'ready' | 'pending', names: string[]) {
  const owner = await makeMember(db.kysely)
  const key = randomBytes(16).toString('hex')
  await db.pool.query(
    `insert into upload (key, owner_id, kind, state, name, sha256, bytes, files)
     values ($1, $2, 'picture', $3, 'a', 'x', 1, $4::jsonb)`,
    [key, owner.id, state, JSON.stringify(names.map((name) => ({ name, type: 'image/webp', bytes: 1 })))],
  )
  const keys = names.map((name) => storageKey(key, name))
  for (const one of keys) await storage.put(one, new Blob([new Uint8Array(randomBytes(70_000))]))
  return keys
}

async function filesOf(storage: Storage): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { key } of storage.list(''))
    found[key] = Buffer.from(await new Response(await storage.read(key)).arrayBuffer()).toString('base64')
  return found
}

beforeAll(async () => {
  for (let n = 0; n < 5; n++) await upload(source, from, 'ready', ['480.webp', '960.avif', '100.png'])
  lost = (await upload(source, from, 'ready', ['file']))[0]!
  await writeBackup({
    url: source.url,
    storage: from,
    path,
    force: false,
    onMissing: (key) => missing.push(key),
  })
  expect(missing).toEqual([])
  await upload(source, from, 'pending', ['480.webp'])
  await from.remove(lost)
  await writeBackup({
    url: source.url,
    storage: from,
    path,
    force: true,
    onMissing: (key) => missing.push(key),
  })
})

it('holds the files that uploads have, and tells of those that are gone', async () => {
  const to = await newStorage()
  const manifest = await restoreBackup({ url: target.url, storage: to, path, replace: true })
  expect(missing).toEqual([lost])
  expect(manifest.files.count).toBe(15)
  const there = Object.entries(await filesOf(from))
  const ready = await source.pool.query<{ key: string }>(`select key from upload where state = 'ready'`)
  const keys = new Set(ready.rows.map(({ key }) => key))
  expect(await filesOf(to)).toEqual(Object.fromEntries(there.filter(([key]) => keys.has(key.split('/')[1]!))))
})

it('takes the place of the files that were here, and of none that are another’s', async () => {
  const to = await newStorage()
  const replaced = await upload(target, to, 'ready', ['480.webp', 'file'])
  await to.put('share/somebody-else', new Blob(['x']))
  await restoreBackup({ url: target.url, storage: to, path, replace: true })
  const after = Object.keys(await filesOf(to))
  expect(after).toHaveLength(16)
  expect(after).toContain('share/somebody-else')
  for (const key of replaced) expect(after).not.toContain(key)
})

it('changes no file where it does not come to the end', async () => {
  const to = await newStorage()
  await upload(target, to, 'ready', ['480.webp'])
  const [rows, files] = [await contentOf(target), await filesOf(to)]
  const stop = new AbortController()
  const stopped = restoreBackup({
    url: target.url,
    storage: to,
    path,
    replace: true,
    signal: stop.signal,
    onProgress: ({ title, done }) => title === 'Restoring files' && done === 7 && stop.abort(),
  })
  await expect(stopped).rejects.toMatchObject({ code: 'stopped' })
  expect(await filesOf(to)).toEqual(files)
  expect(await contentOf(target)).toEqual(rows)
})

it('reads what was made before there were files', async () => {
  const to = await newStorage()
  await rewriteArchive(path, bad, {
    rename: (name) => (name.startsWith('files/') ? null : name),
    edit: (name, text) => {
      if (!/^(guildhall-backup|manifest)\.json$/.test(name)) return text
      const said = JSON.parse(text) as object
      return JSON.stringify({ ...said, format: 1, ...('files' in said ? { files: [] } : {}) })
    },
  })
  expect((await restoreBackup({ url: target.url, storage: to, path: bad, replace: true })).files.count).toBe(
    0,
  )
  expect(await filesOf(to)).toEqual({})
})

describe('is refused before anything changes', () => {
  let first = true
  const one = (change: (name: string) => string | null) => (name: string) => {
    if (!name.startsWith('files/') || !first) return name
    first = false
    return change(name)
  }
  it.each([
    ['a file is missing', one(() => null)],
    ['a file has the name of another', one(() => `files/${storageKey('f'.repeat(32), 'file')}`)],
    ['a name leads elsewhere', one(() => 'files/../../etc/passwd')],
    ['a name is no upload’s', one(() => 'files/ab/cd')],
  ])('when %s', async (_what, rename) => {
    first = true
    const to = await newStorage()
    const before = await contentOf(target)
    await rewriteArchive(path, bad, { rename })
    const restored = restoreBackup({ url: target.url, storage: to, path: bad, replace: true })
    await expect(restored).rejects.toMatchObject({ code: 'damaged' })
    expect(await contentOf(target)).toEqual(before)
    expect(await filesOf(to)).toEqual({})
  })

  it('when the bytes of a file are others', async () => {
    const to = await newStorage()
    await rewriteArchive(path, bad, { edit: (name, text) => (name.startsWith('files/') ? `${text}x` : text) })
    const restored = restoreBackup({ url: target.url, storage: to, path: bad, replace: true })
    await expect(restored).rejects.toMatchObject({ code: 'damaged' })
  })
})
