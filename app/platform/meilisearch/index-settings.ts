import { isDeepStrictEqual } from 'node:util'

/** Lists that Meilisearch keeps as sets: it answers them in an order of its own. */
const SETS = new Set([
  'filterableAttributes',
  'sortableAttributes',
  'stopWords',
  'disableOnWords',
  'disableOnAttributes',
])

/**
 * The wanted settings that differ from those there are, or null when all are in force. An index is built anew for a
 * change of settings, so that nobody sends what is there already. Of nested settings only the wanted keys count.
 */
export function missingSettings(
  wanted: Record<string, unknown>,
  present: Record<string, unknown>,
): Record<string, unknown> | null {
  const missing = Object.entries(wanted).filter(([name, value]) => !isInForce(name, value, present[name]))
  return missing.length === 0 ? null : Object.fromEntries(missing)
}

function isInForce(name: string, wanted: unknown, present: unknown): boolean {
  if (isRecord(wanted) && isRecord(present))
    return Object.entries(wanted).every(([key, value]) => isInForce(key, value, present[key]))
  if (SETS.has(name) && Array.isArray(wanted) && Array.isArray(present))
    return isDeepStrictEqual([...wanted].sort(), [...present].sort())
  return isDeepStrictEqual(wanted, present)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
