import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

type Run = {
  args: readonly string[]
  env: Record<string, string>
  /** Killed with SIGKILL so many milliseconds after it said this, unless it is done before. */
  kill?: { after: string; milliseconds: number }
}

/** Runs `guildhall …` in a process of its own, as an operator does; `end` is its exit code or the signal. */
export async function runCommand({ args, env, kill }: Run): Promise<{ end: string; said: string }> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(root, 'app/cli.ts'), ...args], {
    cwd: root,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let timer: NodeJS.Timeout | null = null
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (kill && timer === null && said.includes(kill.after))
        timer = setTimeout(() => child.kill('SIGKILL'), kill.milliseconds)
    })
  const end = await new Promise<string>((done) => {
    child.on('close', (code, signal) => done(signal ?? String(code)))
  })
  if (timer) clearTimeout(timer)
  return { end, said }
}
