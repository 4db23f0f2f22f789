import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerUser } from './server-user.ts'

/** The shortest limit of the systems that we run on (macOS); Linux has 107. */
const LONGEST_SOCKET_PATH = 103

/**
 * The folder of the server's socket: `run` in the data folder, or, where that path is too long for a socket, one of the
 * same name for everybody in the temporary folder. Only the server's user (and root) can enter it.
 */
export function socketDir(dataDir: string, user: ServerUser | null): string {
  const inData = join(dataDir, 'run')
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const fits = Buffer.byteLength(join(inData, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH
  const dir = fits ? inData : join(tmpdir(), `guildhall-${hash}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const owner = user?.uid ?? process.getuid?.()
  const { uid } = lstatSync(dir)
  if (uid !== owner && uid !== process.getuid?.()) {
    throw new Error(
      `${dir} belongs to somebody else (uid ${uid}). Remove it, or choose a shorter GUILDHALL_DATA.`,
    )
  }
  chmodSync(dir, 0o700)
  if (user) chownSync(dir, user.uid, user.gid)
  return dir
}
