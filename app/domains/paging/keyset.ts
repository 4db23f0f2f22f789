import { formatCursor, type Cursor } from './cursor.ts'

/** A page of a list, and the cursors that lead on from its edges (null at the ends of the list). */
export type KeysetPage<Row> = { kept: Row[]; next: string | null; previous: string | null; first: boolean }

/**
 * Cuts a page out of rows that were read with `limit + 1`, in the order of `cursor.direction`, and gives it back in
 * list order. `edge` tells a row's sort key and id.
 */
export function keysetPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursor: Cursor | null,
  edge: (row: Row) => { key: number; id: number },
): KeysetPage<Row> {
  const backwards = cursor?.direction === 'before'
  const more = rows.length > limit
  const kept = rows.slice(0, limit)
  if (backwards) kept.reverse()
  const at = (row: Row | undefined) => (row === undefined ? null : formatCursor(edge(row)))
  return {
    kept,
    next: backwards || more ? at(kept.at(-1)) : null,
    previous: cursor && (!backwards || more) ? at(kept[0]) : null,
    first: cursor === null || (backwards && !more),
  }
}
