import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder that is gone when the file's tests are. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-scratch-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
