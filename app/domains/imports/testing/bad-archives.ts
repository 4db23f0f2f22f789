import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack, type Header } from 'tar-stream'
import { onTestFinished } from 'vitest'

export type TarEntry = Partial<Omit<Header, 'name'>> & { name: string; body?: string | Buffer }

/** The bytes of a tar file with these entries, whatever they are. */
export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack()
  for (const { body, ...header } of entries) tar.entry(header, body ?? '')
  tar.finalize()
  return buffer(tar)
}

/** Writes a file that is gone after the test; answers its path. */
export async function temporaryFile(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, bytes)
  return path
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-archive-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A `.tar.gz` with these entries. */
export async function archiveOf(entries: readonly TarEntry[]): Promise<string> {
  return temporaryFile('archive.tar.gz', gzipSync(await tarOf(entries)))
}
