import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..')

const NOT_OURS = new Set(['.git', '.data', 'build', 'coverage', 'node_modules'])

/**
 * The paths of everything that is or would be committed, seen from the root, with `/` between. Without git (a
 * downloaded archive) it is every file outside of the folders that are made.
 */
export function projectFiles(): string[] {
  const listed = listedByGit() ?? walk('')
  return listed.filter((path) => existsSync(join(root, path))).sort()
}

/** The text of one file of the project. */
export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function listedByGit(): string[] | null {
  if (!existsSync(join(root, '.git'))) return null
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
    return [...new Set(execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0'))].filter(
      Boolean,
    )
  } catch {
    return null
  }
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (NOT_OURS.has(entry.name) || path === 'prisma/generated' || path === 'tests/output') return []
    return entry.isDirectory() ? walk(path) : [path]
  })
}
