import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { fixturesPath } from '#tests/support/fixtures.ts'
import type { Row } from './report.ts'

/** Imports the real archive into an empty data folder with the real command, and tells how long it took. */
export async function importArchive(data: string): Promise<Row[]> {
  const archive = fixturesPath('data/discourse-archive.tar.gz')
  if (!archive)
    throw new Error('The bench needs the archive data/discourse-archive.tar.gz in GUILDHALL_FIXTURES.')
  const root = resolve(import.meta.dirname, '../..')
  const began = performance.now()
  const child = spawn(process.execPath, ['app/cli.ts', 'import', 'discourse', archive], {
    cwd: root,
    env: { ...process.env, GUILDHALL_DATA: data },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`The import ended with ${code}.`)
  const seconds = (performance.now() - began) / 1000
  return [
    {
      what: 'import of the archive, whole command',
      figure: `${seconds.toFixed(1)} s`,
      beside: `${Math.round(36_990 / seconds)} posts/s, database made anew`,
      bar: '≤ 60 s',
      holds: seconds <= 60,
    },
  ]
}
