import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCursor, parseCursor, type Cursor } from './cursor.ts'
import { keysetPage } from './keyset.ts'

type Row = { key: number; id: number }
const order = (a: Row, b: Row) => b.key - a.key || b.id - a.id

/** What a database answers: the rows beyond the cursor, nearest first, one more than asked for. */
function query(rows: readonly Row[], limit: number, cursor: Cursor | null): Row[] {
  const sorted = rows.toSorted(order)
  if (!cursor) return sorted.slice(0, limit + 1)
  const beyond = sorted.filter((row) =>
    cursor.direction === 'after' ? order(row, cursor) > 0 : order(row, cursor) < 0,
  )
  return (cursor.direction === 'after' ? beyond : beyond.toReversed()).slice(0, limit + 1)
}

const page = (rows: readonly Row[], limit: number, cursor: Cursor | null) =>
  keysetPage(query(rows, limit, cursor), limit, cursor, (row) => row)

const follow = (text: string, direction: Cursor['direction']): Cursor => {
  const at = parseCursor(text)
  if (!at) throw new Error(`unreadable cursor ${text}`)
  return { ...at, direction }
}

test('walking on and back visits every row once, in order, whatever the ties', () => {
  const rows = fc.uniqueArray(fc.record({ key: fc.integer({ min: 0, max: 5 }), id: fc.nat(1000) }), {
    selector: (row) => row.id,
    maxLength: 40,
  })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      const pages = [page(all, limit, null)]
      for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
        pages.push(page(all, limit, follow(next, 'after')))
      expect(pages.flatMap((one) => one.kept)).toEqual(all.toSorted(order))
      expect(pages[0]?.previous).toBeNull()
      for (let at = pages.length - 1; at > 0; at -= 1) {
        const back = page(all, limit, follow(pages[at]?.previous ?? '', 'before'))
        expect(back.kept).toEqual(pages[at - 1]?.kept)
        expect(back.first).toBe(at === 1)
      }
    }),
  )
})

test('cursors survive an address exactly', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: 0, max: 1e13 }),
      fc.integer({ min: 1, max: 2_147_483_647 }),
      (key, id) => {
        fc.pre(!/e/.test(String(key)))
        expect(parseCursor(formatCursor({ key, id }))).toEqual({ key, id })
      },
    ),
  )
})

test.each(['', '1', '_1', '1_', 'x_1', '1_x', '1_99999999999', '1e5_1', '1_1_1', ' 1_1', '1_-1', '0x1_1'])(
  '%o is no cursor',
  (text) => {
    expect(parseCursor(text)).toBeNull()
  },
)
