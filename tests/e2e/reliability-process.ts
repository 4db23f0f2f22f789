import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '../..')

type Options = { root?: string; script?: string }

export type ServerProcess = {
  url: string
  child: ChildProcess
  /** Everything that it said so far. */
  output(): string
  /** Resolves with how it ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Ends it at once, if it still runs. */
  kill(): Promise<void>
}

/**
 * Starts a real server in a process of its own on a free port, and waits until it says where it is. `root` is run in
 * place of this project; `script` is loaded before anything else. Rejects with what it said when it ends before.
 */
export async function startServerProcess(
  environment: Record<string, string>,
  options: Options = {},
): Promise<ServerProcess> {
  const server = spawnServer(environment, options)
  const url = await server.url
  return { ...server, url }
}

/** The same, for servers that are not meant to start. */
export function spawnServer(environment: Record<string, string>, options: Options = {}) {
  const cwd = options.root ?? root
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const first = options.script
    ? ['--import', `data:text/javascript,${encodeURIComponent(options.script)}`]
    : []
  const child = spawn(process.execPath, [...first, resolve(cwd, 'app/server.ts')], {
    cwd,
    // Nothing of the test's own environment decides how it runs.
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'production', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }))
  const url = new Promise<string>((found, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      said += `${line}\n`
      const address = /\(listening on (.+)\)$/.exec(line)?.[1]
      if (address) found(`http://${address}`)
    })
    void ended.then(() => failed(new Error(`The server ended before it was ready. It said:\n${said}`)))
  })
  // Who only waits for the end need not wait for the beginning.
  url.catch(() => undefined)
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  }
  return { url, child, ended, kill, output: () => said }
}
