import { execFileSync } from 'node:child_process'
import { openAsBlob } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { s3Server } from '#tests/support/s3-server.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { createDiskStorage } from './disk-storage.ts'
import { createS3Storage, type S3Options } from './s3-storage.ts'
import { StorageAwayError, StorageFullError, type Storage } from './storage.ts'

const text = (words: string) => new Blob([words])
const wordsOf = async (bytes: ReadableStream<Uint8Array> | null) => bytes && new Response(bytes).text()
async function keysOf(storage: Storage, prefix = '') {
  const found: Record<string, number> = {}
  for await (const { key, bytes } of storage.list(prefix)) found[key] = bytes
  return found
}

describe.each([
  ['disk', async () => createDiskStorage({ folder: join(await scratchFolder(), 'files') })],
  ['S3', async () => createS3Storage(await s3Server())],
])('a storage on %s', (_kind, open) => {
  test('gives back what was put, as a whole or in parts, and null for what is not there', async () => {
    const storage = await open()
    await storage.put('ab/abc/full.txt', text('Fern and föhn'))
    expect(await wordsOf(await storage.read('ab/abc/full.txt'))).toBe('Fern and föhn')
    expect(await wordsOf(await storage.read('ab/abc/full.txt', { start: 5, end: 7 }))).toBe('and')
    expect(await storage.read('ab/abc/none.txt')).toBeNull()
    expect(await storage.read('ab/abc')).toBeNull()
  })

  test('replaces as a whole, removes, and removes what is gone without complaint', async () => {
    const storage = await open()
    await storage.put('a/one', text('a long first text'))
    await storage.put('a/one', text('short'))
    expect(await wordsOf(await storage.read('a/one'))).toBe('short')
    await storage.remove('a/one')
    await storage.remove('a/one')
    expect(await storage.read('a/one')).toBeNull()
  })

  test('lists what begins so, with its size', async () => {
    const storage = await open()
    expect(await keysOf(storage)).toEqual({})
    for (const key of ['aa/1/x', 'aa/2/y', 'ab/1/z']) await storage.put(key, text(key))
    expect(await keysOf(storage, 'aa/')).toEqual({ 'aa/1/x': 6, 'aa/2/y': 6 })
    expect(Object.keys(await keysOf(storage))).toHaveLength(3)
  })

  test('streams a file of many chunks, byte for byte', async () => {
    const storage = await open()
    const path = join(await scratchFolder(), 'large')
    const bytes = Buffer.alloc(3_000_000, 'moss and flint ')
    await writeFile(path, bytes)
    await storage.put('large', await openAsBlob(path))
    const back = Buffer.from(await new Response(await storage.read('large')).arrayBuffer())
    expect(back.equals(bytes)).toBe(true)
  })

  test.each([
    '../x',
    '/etc/passwd',
    'a/../../x',
    'a//b',
    'A',
    'a\\b',
    '.hidden',
    'a/.x',
    'a\u0000',
    '',
    'a%2fb',
  ])('takes no key that the server can not have made: %j', async (key) => {
    const storage = await open()
    await expect(storage.put(key, text('x'))).rejects.toThrow(TypeError)
    await expect(storage.read(key)).rejects.toThrow(TypeError)
    await expect(storage.remove(key)).rejects.toThrow(TypeError)
  })
})

describe('on disk', () => {
  test('what could not be written as a whole leaves nothing', async () => {
    const folder = await scratchFolder()
    const storage = createDiskStorage({ folder })
    const broken = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(10))
        controller.error(new Error('the sender went away'))
      },
    })
    const bytes = Object.assign(text('x'), { stream: () => broken })
    await expect(storage.put('a/broken', bytes)).rejects.toThrow('went away')
    expect(await readdir(join(folder, 'a'))).toEqual([])
  })

  test('keeps the last of the room for others', async () => {
    const storage = createDiskStorage({ folder: await scratchFolder(), spare: Number.MAX_SAFE_INTEGER })
    await expect(storage.put('a', text('x'))).rejects.toThrow(StorageFullError)
  })

  test('says that the disk is full when it is, and leaves nothing', async ({ skip }) => {
    const folder = await scratchFolder()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      skip('a disk of 64 kB can be mounted by root on Linux alone')
    }
    afterAll(() => execFileSync('umount', [folder]))
    const storage = createDiskStorage({ folder, spare: -Infinity })
    await storage.put('small', text('fits'))
    await expect(storage.put('large', new Blob([new Uint8Array(500_000)]))).rejects.toThrow(StorageFullError)
    expect(await readdir(folder)).toEqual(['small'])
  })

  test('a folder that is none is told as such', async () => {
    const file = join(await scratchFolder(), 'file')
    await writeFile(file, '')
    await expect(createDiskStorage({ folder: file }).put('a', text('x'))).rejects.toThrow(StorageAwayError)
  })
})

describe('on S3', () => {
  test('another secret opens nothing', async () => {
    const options = await s3Server()
    await createS3Storage(options).put('a', text('secret words'))
    const stranger = createS3Storage({ ...options, secretAccessKey: 'guessed' })
    await expect(stranger.read('a')).rejects.toThrow(StorageAwayError)
    await expect(stranger.put('a', text('mine now'))).rejects.toThrow(/403 SignatureDoesNotMatch/)
    expect(await wordsOf(await createS3Storage(options).read('a'))).toBe('secret words')
  })

  // The server of the other tests can't page: its tokens need a cipher that OpenSSL 3 has no more.
  test('lists all pages, as the documented protocol has them', async () => {
    const page = (keys: string[], next: string) =>
      `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
      `<Name>files</Name>${next && `<NextContinuationToken>${next}</NextContinuationToken>`}` +
      `${keys.map((key) => `<Contents><Key>${key}</Key><Size>${key.length}</Size></Contents>`).join('')}</ListBucketResult>`
    const asked: string[] = []
    const options = await answering((query) => {
      asked.push(query.get('list-type') + query.get('prefix')! + query.get('continuation-token'))
      return [200, query.has('continuation-token') ? page(['m/two'], '') : page(['m/1', 'm/3'], 'a+b/c=')]
    })
    expect(await keysOf(createS3Storage(options), 'm/')).toEqual({ 'm/1': 3, 'm/3': 3, 'm/two': 5 })
    expect(asked).toEqual(['2m/null', '2m/a+b/c='])
  })

  test.each([
    [507, '<Error><Code>InsufficientStorage</Code></Error>', StorageFullError],
    [400, '<Error><Code>XMinioStorageFull</Code></Error>', StorageFullError],
    [403, '<Error><Code>AccessDenied</Code></Error>', StorageAwayError],
    [200, null, StorageAwayError],
  ])('an answer of %i (%s) is told in our words', async (status, body, expected) => {
    const options = await answering(() => [status, body])
    await expect(createS3Storage(options).put('a', text('x'))).rejects.toThrow(expected)
  })
})

/** A service that answers what `to` says of the query; null hangs up. */
async function answering(to: (query: URLSearchParams) => [number, string | null]): Promise<S3Options> {
  const server = createServer((req, res) => {
    req.resume()
    const [status, body] = to(new URL(req.url ?? '/', 'http://localhost').searchParams)
    if (body === null) res.destroy()
    else res.writeHead(status).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  afterAll(() => server.close())
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return { endpoint, bucket: 'files', region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'secret' }
}
