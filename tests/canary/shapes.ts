import { PERSONAS, type Persona } from './people.ts'
import { keyPaths, readData } from './read-data.ts'

/** Names that no view may have, whoever asks. */
const SECRETIVE =
  /e-?mail|password|secret|hash|token|session|account|cookie|^ip$|ipAddress|source|reason|typed/i
/** What members get of their own account, on the pages that are theirs, key by key. */
const OWN =
  /^routes\/you-[\w-]+\.data\.(?:sessions\[\]\.(?:handle|userAgent|since|current)|account\.(?:email|hasPassword|hasSecondStep|recoveryCodes)|typed)$/

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
      [...seenBy.keys()].filter(
        (path) => !OWN.test(path) && namesOf(path).some((name) => SECRETIVE.test(name)),
      ),
  }
}

/** The names along a path, without that of its route. */
const namesOf = (path: string) => path.replace(/^routes\/[\w-]+/, '').split(/[.[\]]+/)

export type Shapes = ReturnType<typeof createShapes>

function tell(personas: ReadonlySet<Persona>): string {
  if (personas.size === PERSONAS.length) return 'everybody'
  if (personas.size === PERSONAS.length - 1 && !personas.has('visitor')) return 'members'
  return PERSONAS.filter((persona) => personas.has(persona)).join(', ')
}
