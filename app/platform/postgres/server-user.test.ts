import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blockingFolder, runnerFor } from './server-user.ts'

const stranger = { uid: 65_534, gid: 65_534 }
let open: string
let closed: string

beforeAll(() => {
  open = mkdtempSync(join(tmpdir(), 'guildhall-user-'))
  chmodSync(open, 0o755)
  closed = join(open, 'closed')
  mkdirSync(join(closed, 'data'), { recursive: true })
  chmodSync(closed, 0o700)
})

afterAll(() => rmSync(open, { recursive: true, force: true }))

describe('blockingFolder', () => {
  it('names the folder that is closed to the user', () => {
    expect(blockingFolder(join(closed, 'data', 'cluster'), stranger)).toBe(closed)
    expect(blockingFolder(join(open, 'cluster'), stranger)).toBeNull()
  })
})

describe('runnerFor', () => {
  it('says where to put things when the folder is closed and nothing can be done', async () => {
    const make = () => runnerFor(stranger, [join(closed, 'data')], () => undefined, '/nowhere/setpriv')
    await expect(make()).rejects.toThrow(closed)
    await expect(make()).rejects.toThrow(/GUILDHALL_DATA=/)
  })

  it('returns what a program said, and never throws for one that fails or is missing', async () => {
    const { run } = await runnerFor(null, [], () => undefined)
    expect(await run('/bin/sh', ['-c', 'cat; exit 3'], { input: 'hello' })).toEqual({
      code: 3,
      output: 'hello',
    })
    expect((await run('/nowhere/program', [])).code).toBeNull()
  })
})
