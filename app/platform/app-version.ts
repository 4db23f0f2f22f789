import { readFileSync } from 'node:fs'

/** The version of this Guildhall, as package.json has it. */
export function appVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
