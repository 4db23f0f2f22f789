/** Where a list goes on: the sort key and the id of the row at its edge, so that nothing is skipped or shown twice. */
export type Cursor = { key: number; id: number; direction: 'after' | 'before' }

/** A cursor as it stands in an address, for example `1448189646000_1519`. */
export function formatCursor(edge: { key: number; id: number }): string {
  return `${edge.key}_${edge.id}`
}

/** The edge that an address names, or null when it is no cursor of ours. */
export function parseCursor(text: string): { key: number; id: number } | null {
  const match = /^(-?\d{1,16}(?:\.\d{1,24})?)_(\d{1,10})$/.exec(text)
  if (!match) return null
  const key = Number(match[1])
  const id = Number(match[2])
  return Number.isFinite(key) && id <= 2_147_483_647 ? { key, id } : null
}
