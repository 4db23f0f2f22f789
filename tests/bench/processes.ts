import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export type ServerProcess = { url: string; child: ChildProcess; startedMs: number; stop(): Promise<void> }

/** Starts a process of ours and waits for the line on which `address` finds where it listens. */
export function startProcess(
  script: string,
  environment: Record<string, string>,
  address: RegExp,
): Promise<ServerProcess> {
  const began = performance.now()
  const child = spawn(process.execPath, [resolve(root, script)], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = () =>
    new Promise<void>((done) => {
      if (child.exitCode !== null) return done()
      child.once('exit', () => done())
      child.kill('SIGTERM')
    })
  return new Promise((found, failed) => {
    child.once('exit', (code) => failed(new Error(`${script} ended with ${code} before it listened`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = address.exec(line)
      if (!match) return
      found({ url: `http://${match[1]}`, child, startedMs: performance.now() - began, stop })
    })
  })
}

/** Starts Guildhall on a free port; it may be asked as often as a measurement likes. */
export const startGuildhall = (data: string): Promise<ServerProcess> =>
  startProcess(
    'app/server.ts',
    {
      PORT: '0',
      GUILDHALL_DATA: data,
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
      LIMITS_FACTOR: '100000',
    },
    /listening on ([\d.]+:\d+)/,
  )

/** Seconds of CPU that a server has used since it started, by its own metrics. */
export const cpuSeconds = (url: string): Promise<number> => readMetric(url, 'process_cpu_seconds_total')

/** Bytes of memory that a server holds, by its own metrics. */
export const residentBytes = (url: string): Promise<number> =>
  readMetric(url, 'process_resident_memory_bytes')

/** How many visitor pages a server has rendered, by its own metrics. */
export const pageRenders = (url: string): Promise<number> =>
  readMetric(url, 'guildhall_page_cache{what="renders"}')

async function readMetric(url: string, name: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  const line = metrics.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.split(' ')[1])
}
