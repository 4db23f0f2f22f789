import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')
const PARTS = [
  'app',
  'plugins',
  'prisma',
  'public',
  'themes',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
]

/** A copy of the project that may be broken on purpose, built and run. */
export type SourceCopy = {
  root: string
  /** Changes a file until the returned function is called. Throws where `what` does not stand there exactly once. */
  change(file: string, what: string, becomes: string): () => void
  build(): void
  remove(): void
}

export function copySource(): SourceCopy {
  const root = mkdtempSync(join(tmpdir(), 'guildhall-copy-'))
  for (const part of PARTS) {
    if (existsSync(join(project, part))) cpSync(join(project, part), join(root, part), { recursive: true })
  }
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
  return {
    root,
    change(file, what, becomes) {
      const path = join(root, file)
      const before = readFileSync(path, 'utf8')
      const pattern = inAnyLayout(what)
      if (before.match(pattern)?.length !== 1) {
        throw new Error(
          `${file} does not have exactly one\n${what}\nSay in tests/long/guards.ts how the guard looks now.`,
        )
      }
      const after = before.replace(pattern, () => becomes)
      writeFileSync(path, after)
      return () => writeFileSync(path, before)
    },
    build() {
      const cli = join(project, 'node_modules/@remix-run/dev/dist/cli.js')
      const env = { ...process.env, NODE_ENV: 'production' as const }
      execFileSync(process.execPath, [cli, 'vite:build', '--logLevel', 'error'], {
        cwd: root,
        env,
        stdio: 'pipe',
      })
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Finds a piece of code however it is broken into lines. */
function inAnyLayout(code: string): RegExp {
  const words = code
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(words.join('\\s+'), 'g')
}
