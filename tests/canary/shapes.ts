import { PERSONAS, type Persona } from './people.ts'
import { keyPaths, readData } from './read-data.ts'

/** Names that no view may have, whoever asks. */
const SECRETIVE =
  /e-?mail|password|secret|hash|token|session|account|cookie|^ip$|ipAddress|source|reason|typed/i

/** Gathers which keys the loaders' answers have, and for whom. */
export function createShapes() {
  const seenBy = new Map<string, Set<Persona>>()
  return {
    /** Takes the answer to a data request of one persona. */
    add(persona: Persona, body: string): void {
      for (const path of keyPaths(readData(body))) {
        const personas = seenBy.get(path) ?? new Set()
        seenBy.set(path, personas.add(persona))
      }
    },
    /** One line per key: its path and who gets it. */
    lines(): string {
      const lines = [...seenBy].map(([path, personas]) => `${path} → ${tell(personas)}`)
      return `${lines.sort().join('\n')}\n`
    },
    /** Paths with a name that tells that they were never meant to leave. */
    secretive: () =>
      [...seenBy.keys()].filter((path) => path.split(/[.[\]]+/).some((name) => SECRETIVE.test(name))),
  }
}

export type Shapes = ReturnType<typeof createShapes>

function tell(personas: ReadonlySet<Persona>): string {
  if (personas.size === PERSONAS.length) return 'everybody'
  if (personas.size === PERSONAS.length - 1 && !personas.has('visitor')) return 'members'
  return PERSONAS.filter((persona) => personas.has(persona)).join(', ')
}
