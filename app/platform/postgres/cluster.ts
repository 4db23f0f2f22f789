import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Runner } from './server-user.ts'
import { settingsFile } from './settings.ts'

/** The database, and the role that owns it. The role is no superuser: the application never needs one. */
export const DATABASE = 'guildhall'
export const ROLE = 'guildhall'

const PASSWORD_FILE = 'guildhall.password'

/**
 * Makes the cluster when there is none. It is prepared under a name of its own and published by one rename, so that
 * a crash leaves nothing half-made and of two processes that do it at once one simply wins.
 */
export async function ensureCluster(clusterDir: string, binaries: Binaries, runner: Runner): Promise<void> {
  if (existsSync(join(clusterDir, 'PG_VERSION'))) return
  const draft = `${clusterDir}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  const password = randomBytes(24).toString('base64url')
  const must = async (program: string, args: string[], input?: string) => {
    const { code, output } = await runner.run(program, args, { input })
    if (code !== 0) throw new Error(`PostgreSQL's data folder ${clusterDir} could not be made:\n${output}`)
  }
  try {
    mkdirSync(draft, { mode: 0o700 })
    if (runner.user) chownSync(draft, runner.user.uid, runner.user.gid)
    const encoding = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const locale = ['--locale=C', '--lc-ctype=C.UTF-8', '--no-instructions']
    // Peer: the superuser is whoever owns the cluster on this machine. Our own role has a password.
    const auth = ['--username=postgres', '--auth-local=peer', '--auth-host=reject']
    await must(binaries.initdb, ['--pgdata', draft, ...encoding, ...locale, ...auth])
    writeOwned(join(draft, 'pg_hba.conf'), `local all ${ROLE} scram-sha-256\nlocal all all peer\n`, runner)
    // Single-user mode takes one statement a line and needs no running server.
    const setUp = [
      `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${password}'`,
      `CREATE DATABASE ${DATABASE} OWNER ${ROLE}`,
      '',
    ].join('\n')
    await must(binaries.postgres, ['--single', '-D', draft, 'postgres'], setUp)
    appendFileSync(
      join(draft, 'postgresql.conf'),
      "\ninclude = 'guildhall.conf'\n# Your own settings go below this line, and win.\n",
    )
    writeOwned(join(draft, PASSWORD_FILE), password, runner)
    renameSync(draft, clusterDir)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Somebody else was faster: theirs is as good.
    if (existsSync(join(clusterDir, 'PG_VERSION'))) return
    if (!existsSync(clusterDir)) throw error
    throw new Error(
      `${clusterDir} is in the way: it is no PostgreSQL data folder. Move it, or choose another GUILDHALL_DATA.`,
    )
  }
}

/** Throws when the cluster belongs to somebody whose files we can't read. */
export function checkOwner(clusterDir: string): void {
  const self = process.getuid?.()
  if (self === 0 || !existsSync(clusterDir)) return
  const { uid } = statSync(clusterDir)
  if (uid === self) return
  throw new Error(
    `The data folder ${clusterDir} belongs to another user (uid ${uid}; Guildhall runs as uid ${self}). ` +
      'Run Guildhall as that user or as root, or choose another GUILDHALL_DATA.',
  )
}

/** Throws, kindly, when the cluster was made by another major version than the programs'. */
export async function checkVersion(clusterDir: string, binaries: Binaries, runner: Runner): Promise<void> {
  const made = Number(readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8'))
  const { code, output } = await runner.run(binaries.postgres, ['--version'])
  const ours = Number(/PostgreSQL\) (\d+)/.exec(output)?.[1])
  if (code !== 0 || !ours) throw new Error(`The built-in PostgreSQL does not run on this machine:\n${output}`)
  if (made === ours) return
  const way =
    made > ours
      ? 'Install the Guildhall version that last used it.'
      : 'Make a backup with the Guildhall version that last used it, then restore that backup into a new folder.'
  throw new Error(
    `The data folder ${clusterDir} belongs to PostgreSQL ${made}, but this Guildhall has PostgreSQL ${ours}. ` +
      `Nothing was changed. ${way}`,
  )
}

/** Writes our settings; several processes may do so at once. */
export function writeSettings(clusterDir: string, runner: Runner): void {
  const path = join(clusterDir, 'guildhall.conf')
  const draft = `${path}.${process.pid}`
  writeOwned(draft, settingsFile(), runner)
  renameSync(draft, path)
}

export function readPassword(clusterDir: string): string {
  return readFileSync(join(clusterDir, PASSWORD_FILE), 'utf8').trim()
}

function writeOwned(path: string, content: string, runner: Runner): void {
  writeFileSync(path, content, { mode: 0o600 })
  if (runner.user) chownSync(path, runner.user.uid, runner.user.gid)
}
