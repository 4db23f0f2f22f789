import { z } from 'zod'
import { memberSorts, periods, tagSorts, threadSorts } from './thread-sorts.ts'
import { cursorFields, toCursor } from '#app/domains/paging/cursor.schema.ts'

const oneOf = <T extends readonly [string, ...string[]]>(values: T, what: string) =>
  z.enum(values, { error: `“${what}” can be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.` })

/** What a list's address may say; anything else about it is ignored. */
export const threadListSearch = z
  .object({
    sort: oneOf([...threadSorts, ...memberSorts], 'sort').optional(),
    period: oneOf(periods, 'period').default('all'),
    ...cursorFields,
  })
  .transform(({ sort, period, ...fields }) => ({ sort, period, cursor: toCursor(fields) }))

/** What the address of a tag's list may say. */
export const tagListSearch = z
  .object({ sort: oneOf(tagSorts, 'sort').optional(), ...cursorFields })
  .transform(({ sort, ...fields }) => ({ sort, cursor: toCursor(fields) }))
