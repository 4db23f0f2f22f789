import { mkdir, readdir, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { createFileCache } from './file-cache.ts'

const scratch = await scratchFolder()
let serial = 0
function open({ maxBytes = 1_000_000, folder = join(scratch, String((serial += 1)), 'cache') } = {}) {
  return { folder, cache: createFileCache({ folder, maxBytes }) }
}
const text = async (cache: ReturnType<typeof open>['cache'], key: string) =>
  (await cache.get(key))?.toString() ?? null
const names = (folder: string) => readdir(folder)

test('gives back what was put, to whoever opens the folder', async () => {
  const { cache, folder } = open()
  expect(await cache.get('a')).toBeNull()
  await cache.put('a', Buffer.from('one'))
  await cache.put('../b', Buffer.from('two'))
  expect(await text(cache, 'a')).toBe('one')
  expect(await text(open({ folder }).cache, '../b')).toBe('two')
  await cache.put('a', Buffer.from('three'))
  expect(await text(cache, 'a')).toBe('three')
  expect(await names(folder)).toHaveLength(2)
})

test('what was cut short is not there, and can be put again', async () => {
  const { cache, folder } = open()
  await cache.put('a', Buffer.from('whole'))
  const [name = ''] = await names(folder)
  for (const length of [36, 32, 5, 0]) {
    await truncate(join(folder, name), length)
    expect(await cache.get('a'), `${length} bytes`).toBeNull()
    await cache.put('a', Buffer.from('whole'))
    expect(await text(cache, 'a')).toBe('whole')
  }
})

test('holds no more than it may, and lets go of what was used the longest ago', async () => {
  const { cache, folder } = open({ maxBytes: 1_000 })
  const body = Buffer.alloc(168)
  const age = async (key: string, minutes: number) => {
    const before = new Set(await names(folder).catch(() => []))
    await cache.put(key, body)
    const name = (await names(folder)).find((one) => !before.has(one)) ?? ''
    const time = new Date(Date.now() - minutes * 60_000)
    await utimes(join(folder, name), time, time)
  }
  for (const [n, key] of ['a', 'b', 'c', 'd', 'e'].entries()) await age(key, 50 - n)
  // Used just now, whenever it was made.
  await cache.get('a')
  await cache.put('f', body)
  expect(await names(folder)).toHaveLength(4)
  expect(await cache.get('b')).toBeNull()
  expect(await cache.get('a')).not.toBeNull()
  expect(await cache.get('f')).not.toBeNull()
})

test('what others left half written long ago goes, what they write now stays', async () => {
  const { cache, folder } = open()
  await mkdir(folder, { recursive: true })
  const old = new Date(Date.now() - 2 * 60 * 60_000)
  await writeFile(join(folder, 'old.1-1.part'), 'x')
  await utimes(join(folder, 'old.1-1.part'), old, old)
  await writeFile(join(folder, 'new.1-1.part'), 'x')
  await cache.put('a', Buffer.from('one'))
  const left = await names(folder)
  expect(left).not.toContain('old.1-1.part')
  expect(left).toContain('new.1-1.part')
})

test('many who write and read one key at once always see it whole', async () => {
  const folder = join(scratch, 'shared')
  const caches = Array.from({ length: 4 }, () => open({ folder }).cache)
  const bodies = Array.from({ length: 8 }, (_, n) => Buffer.alloc(50_000, n))
  await caches[0]?.put('a', bodies[0] ?? Buffer.of())
  const work = bodies.flatMap((body) =>
    caches.map(async (cache) => {
      await cache.put('a', body)
      const seen = await cache.get('a')
      return bodies.some((one) => seen?.equals(one))
    }),
  )
  expect((await Promise.all(work)).every(Boolean)).toBe(true)
  expect(await names(folder)).toHaveLength(1)
})

test('a disk that refuses is told, and reading goes on without', async () => {
  const file = join(scratch, 'a-file')
  await writeFile(file, 'x')
  const { cache } = open({ folder: join(file, 'cache') })
  await expect(cache.put('a', Buffer.from('one'))).rejects.toThrow()
  expect(await cache.get('a')).toBeNull()
})
