import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { archiveOf, tarOf, temporaryFile, temporaryFolder, type TarEntry } from '../testing/bad-archives.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts'
import { readArchive } from './read-archive.server.ts'

const topic: TarEntry = { name: 'posts/a.json', body: '{"id":1}' }

async function read(path: string, limits?: ArchiveLimits): Promise<string[]> {
  const found: string[] = []
  for await (const { name, bytes } of readArchive(path, limits)) found.push(`${name}: ${bytes.toString()}`)
  return found
}

async function codeOf(path: string, limits?: ArchiveLimits): Promise<unknown> {
  return read(path, limits).then(
    (found) => found,
    (error: unknown) => (error as { code?: string }).code,
  )
}

describe('readArchive', () => {
  it('reads the JSON files of a .tar.gz, of a .tar and of a folder', async () => {
    const entries = [
      { name: 'posts/', type: 'directory' as const },
      topic,
      { name: 'README.md', body: 'hello' },
      { name: 'posts/._a.json', body: 'left behind by another system' },
      { name: 'posts/empty.json', body: '' },
    ]
    const expected = ['posts/a.json: {"id":1}', 'posts/empty.json: ']
    expect(await read(await archiveOf(entries))).toEqual(expected)
    expect(await read(await temporaryFile('a.tar', await tarOf(entries)))).toEqual(expected)
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'posts'))
    await writeFile(join(folder, 'posts/a.json'), '{"id":1}')
    await writeFile(join(folder, 'posts/empty.json'), '')
    expect(await read(folder)).toEqual(expected)
  })

  it('says what a file is that is none', async () => {
    expect(await codeOf('/no/such/file')).toBe('archive_not_found')
    expect(await codeOf(await temporaryFile('a.tar.gz', Buffer.from('not an archive')))).toBe(
      'archive_unreadable',
    )
    expect(await codeOf(await temporaryFile('a.tar.gz', Buffer.alloc(2_048, 'no tar')))).toBe(
      'archive_unreadable',
    )
    expect(await codeOf(await temporaryFile('a.tar.gz', gzipSync(Buffer.alloc(2_048, 'no tar'))))).toBe(
      'archive_unreadable',
    )
  })

  it('notices an archive that ends early, wherever it was cut', async () => {
    const whole = gzipSync(
      await tarOf([topic, { name: 'b.json', body: Buffer.alloc(50_000, 'x').toString() }]),
    )
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const path = await temporaryFile('cut.tar.gz', whole.subarray(0, Math.floor(whole.length * part)))
      expect(await codeOf(path)).toBe('archive_truncated')
    }
  })

  it('notices damage', async () => {
    const bytes = gzipSync(await tarOf([topic]))
    bytes.fill(0xff, 30, 60)
    expect(await codeOf(await temporaryFile('damaged.tar.gz', bytes))).toBe('archive_unreadable')
  })

  it.each([
    ['a path to the parent', { ...topic, name: '../../etc/cron.d/x.json' }],
    ['a path with the parent inside', { ...topic, name: 'posts/../../x.json' }],
    ['an absolute path', { ...topic, name: '/etc/x.json' }],
    ['a path of Windows', { ...topic, name: 'C:\\x.json' }],
    ['a path with backslashes', { ...topic, name: '..\\x.json' }],
    [
      'a symbolic link out',
      { name: 'posts/x.json', type: 'symlink' as const, linkname: '../../../etc/passwd' },
    ],
    ['an absolute symbolic link', { name: 'x.json', type: 'symlink' as const, linkname: '/etc/passwd' }],
    ['a hard link out', { name: 'posts/x.json', type: 'link' as const, linkname: '../etc/passwd' }],
    ['a device', { name: 'x.json', type: 'character-device' as const }],
  ])('refuses %s', async (_, entry) => {
    expect(await codeOf(await archiveOf([entry]))).toBe('archive_unsafe')
  })

  it('does not follow links within the archive either', async () => {
    const link: TarEntry = { name: 'posts/b.json', type: 'symlink', linkname: '../posts/a.json' }
    expect(await read(await archiveOf([topic, link]))).toEqual(['posts/a.json: {"id":1}'])
  })

  it('refuses a link out of a folder, and does not follow one within', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'a.json'), '1')
    await symlink(join(folder, 'a.json'), join(folder, 'b.json'))
    expect(await read(folder)).toEqual(['a.json: 1'])
    await symlink('/etc/hostname', join(folder, 'c.json'))
    expect(await codeOf(folder)).toBe('archive_unsafe')
  })

  it('refuses a bomb before it is unpacked', async () => {
    const bomb = gzipSync(await tarOf([{ name: 'a.json', body: Buffer.alloc(48 * 1024 * 1024) }]))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await codeOf(await temporaryFile('bomb.tar.gz', bomb))).toBe('archive_too_large')
  })

  it.each<[string, Partial<ArchiveLimits>]>([
    ['one file', { fileBytes: 7 }],
    ['all files', { totalBytes: 2_000 }],
    ['the number of files', { entries: 1 }],
  ])('keeps the limit of %s', async (_, limit) => {
    const path = await archiveOf([topic, { ...topic, name: 'b.json' }])
    expect(await codeOf(path, { ...ARCHIVE_LIMITS, ...limit })).toBe('archive_too_large')
  })

  it('refuses a folder nested without end', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'a/b/c/d'), { recursive: true })
    expect(await codeOf(folder, { ...ARCHIVE_LIMITS, depth: 3 })).toBe('archive_unsafe')
  })

  it('lets go of the file when the reader stops early', async () => {
    const path = await archiveOf([topic, { ...topic, name: 'b.json' }])
    for await (const file of readArchive(path)) {
      expect(file.name).toBe('posts/a.json')
      break
    }
  })
})
