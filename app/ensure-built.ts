import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** What the built pages are made of. */
const sources = ['app/**/*', 'plugins/**/*', 'themes/**/*', 'public/**/*', 'vite.config.ts', 'package.json']

/** Makes the database clients, and the pages unless they are newer than everything that they are made of. */
function ensureBuilt(): void {
  run([resolve(root, 'prisma/generate.ts')])
  const built = modified('build/server/index.js')
  const changed = Math.max(...sources.flatMap((pattern) => globSync(pattern, { cwd: root })).map(modified))
  if (built >= changed) return
  console.log('Building the pages (a few seconds, once after a change)')
  run([resolve(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'error'])
}

function modified(path: string): number {
  return statSync(resolve(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function run(args: string[]): void {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) process.exit(status ?? 1)
}

ensureBuilt()
