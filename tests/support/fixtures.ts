import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(process.env['GUILDHALL_FIXTURES'] ?? resolve(import.meta.dirname, '../../../shared'))

/**
 * The absolute path of a large test input below GUILDHALL_FIXTURES (default: the folder `shared` beside the
 * project), or null where it is absent. A test that gets null skips with a printed reason; a stranger's clone
 * passes without these inputs.
 */
export function fixturesPath(sub: string): string | null {
  const path = resolve(root, sub)
  return existsSync(path) ? path : null
}
