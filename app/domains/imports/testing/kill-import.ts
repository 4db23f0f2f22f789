import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url))

/** Where a child is killed: after a number of progress reports of a phase, or after some milliseconds, come what may. */
export type KillPoint =
  { phase: 'reading' | 'writing' | 'counting'; after: number } | { milliseconds: number }

/**
 * Imports in a process of its own and kills that with SIGKILL at the point. Answers whether it was killed: it may have
 * been done before. Throws when it ends by a fault of its own.
 */
export async function importAndKill(url: string, archive: string, point: KillPoint): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, url, archive], { stdio: ['ignore', 'pipe', 'pipe'] })
  const faults: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => faults.push(chunk))
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code))
  })
  if ('milliseconds' in point) setTimeout(() => child.kill('SIGKILL'), point.milliseconds)
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!('phase' in point)) return
    seen += text.split('\n').filter((line) => line === point.phase).length
    if (seen >= point.after) child.kill('SIGKILL')
  })
  const end = await ended
  if (end === 'SIGKILL') return true
  if (end !== 0) throw new Error(`the import ended with ${end}: ${Buffer.concat(faults).toString()}`)
  return false
}
