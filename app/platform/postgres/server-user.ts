import { execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The operating system's user that runs PostgreSQL, where that is not simply ourselves. */
export interface ServerUser {
  uid: number
  gid: number
}

/**
 * Who runs the server: `null` for ourselves. PostgreSQL refuses to run as root, so root hands over to the owner of the
 * existing cluster, or to the user `postgres`, who is created when missing.
 */
export function serverUser(clusterDir: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir)
    if (uid !== 0) return { uid, gid }
  }
  try {
    return lookUp('postgres')
  } catch {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/bin/false',
      'postgres',
    ])
    return lookUp('postgres')
  }
}

function lookUp(name: string): ServerUser {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The nearest folder above `path` that `user` may not walk through, or null when the way is free. */
export function blockingFolder(path: string, user: ServerUser): string | null {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
    if (folder === dirname(folder)) return null
  }
}

export interface Outcome {
  code: number | null
  output: string
}

/** Runs programs as the server's user. */
export interface Runner {
  user: ServerUser | null
  run(program: string, args: string[], options?: { input?: string }): Promise<Outcome>
}

/**
 * A runner for `user` that reaches all of `paths`. Where a folder above them is closed to that user (a clone in root's
 * home), the programs get the one right to walk past folder permissions; where even that is not to be had, it throws
 * with advice.
 */
export async function runnerFor(
  user: ServerUser | null,
  paths: string[],
  warn: (message: string) => void,
  setpriv = '/usr/bin/setpriv',
): Promise<Runner> {
  if (!user) return { user, run: (program, args, options) => run(program, args, {}, options?.input) }
  const blocked = paths.map((path) => blockingFolder(path, user)).find((folder) => folder !== null)
  if (!blocked) return { user, run: (program, args, options) => run(program, args, user, options?.input) }

  // access(2) looks at capabilities only under no_setuid_fixup, and PostgreSQL asks access(2) about its programs.
  const identity = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
  ]
  const right = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
  const runner: Runner = {
    user,
    run: (program, args, options) =>
      run(setpriv, [...identity, ...right, program, ...args], {}, options?.input),
  }
  if ((await runner.run('/bin/true', [])).code !== 0) {
    throw new Error(
      `PostgreSQL does not run as root, and its user (uid ${user.uid}) may not enter ${blocked}. ` +
        'Run Guildhall as an ordinary user, or keep it and GUILDHALL_DATA in folders that everybody may enter ' +
        '(for example /srv/guildhall and GUILDHALL_DATA=/var/lib/guildhall).',
    )
  }
  warn(
    `${blocked} is closed to PostgreSQL's user (uid ${user.uid}), so PostgreSQL is given the right to read past folder ` +
      'permissions. Keep Guildhall and GUILDHALL_DATA outside of it (for example in /srv) and it needs no such right.',
  )
  return runner
}

/** Runs to the end and returns what was said; never throws for a failing program. */
function run(program: string, args: string[], user: Partial<ServerUser>, input?: string): Promise<Outcome> {
  // A file without a name, not a pipe: at 'exit' it holds all that was written, while what is in a pipe may still wait
  // to be read, and a pipe's end ('close') never comes when the server that pg_ctl leaves behind keeps it.
  const said = openNameless()
  return new Promise<Outcome>((resolve) => {
    // An empty environment but for the path: PGDATA, LC_ALL and the like must not leak in. The root folder as the
    // working directory, because ours may be closed to the server's user.
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      // eslint-disable-next-line no-restricted-properties -- handed on to a program, not read
      env: { PATH: process.env.PATH, TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['pipe', said, said],
    })
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('exit', (code) => resolve({ code, output: readWhole(said).trim() }))
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input ?? '')
  }).finally(() => closeSync(said))
}

/** A file that is open for reading and writing and has no name any more, so nothing is left of it after closing. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-output-'))
  try {
    return openSync(join(folder, 'output'), 'w+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Everything in an open file, from its beginning. */
function readWhole(file: number): string {
  const bytes = Buffer.alloc(fstatSync(file).size)
  const length = readSync(file, bytes, 0, bytes.length, 0)
  return bytes.toString('utf8', 0, length)
}
