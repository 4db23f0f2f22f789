import { z } from 'zod'
import { parseCursor, type Cursor } from './cursor.ts'

const edge = z.string().transform((text, ctx) => {
  const parsed = parseCursor(text)
  if (parsed) return parsed
  ctx.addIssue({
    code: 'custom',
    message: 'This link into the list is broken. Start again from its first page.',
  })
  return z.NEVER
})

/** The fields of an address that say where a list goes on. */
export const cursorFields = { after: edge.optional(), before: edge.optional() }

/** The cursor that the fields of an address mean; `after` wins where both are given. */
export function toCursor(fields: {
  after?: Omit<Cursor, 'direction'>
  before?: Omit<Cursor, 'direction'>
}): Cursor | null {
  if (fields.after) return { ...fields.after, direction: 'after' }
  return fields.before ? { ...fields.before, direction: 'before' } : null
}
