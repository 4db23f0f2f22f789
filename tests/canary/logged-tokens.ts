import { showsSession } from './people.ts'
import type { World } from './world.ts'

/** The lines of a log that tell a token or a session, apart from those in the addresses that were asked for. */
export function loggedTokens({ tokens, people }: World, output: string): string[] {
  const lines = output.split('\n').map(withoutAddress)
  return lines.filter((line) => tokens.within(line).length > 0 || showsSession(people, line))
}

function withoutAddress(line: string): string {
  if (!line.startsWith('{')) return line
  const { path: _, ...entry } = JSON.parse(line) as { path?: unknown }
  return JSON.stringify(entry)
}
