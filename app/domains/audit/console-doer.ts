import { userInfo } from 'node:os'
import type { Doer } from './doer.ts'

/** Who types at the command line: a user of the operating system, by name or, where it has none, by number. */
export function consoleDoer(): Doer {
  try {
    return { console: userInfo().username }
  } catch {
    return { console: String(process.getuid?.() ?? 'unknown') }
  }
}
