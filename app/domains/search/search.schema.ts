import { z } from 'zod'
import { MAX_TYPED } from './query/limits.ts'
import { NAME_SIGNS } from './name-signs.ts'
import { searchKinds, searchSorts } from './query/search-query.ts'

/** Results per page. */
export const HITS_PER_PAGE = 20
/** Pages of the matches that are ranked; there is nothing beyond. */
export const MAX_PAGE = 100

/** Whatever came as text: a parameter that stands twice is its first. Longer than any query is cut, not refused. */
const text = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z
    .string()
    .default('')
    .transform((value) => value.slice(0, MAX_TYPED)),
)

/** The parameters of the page of results. A wrong choice is no reason to refuse a question: it is the usual one. */
export const searchPageSearch = z.object({
  q: text,
  kind: z.enum(searchKinds).nullable().catch(null).default(null),
  sort: z.enum(searchSorts).catch('best').default('best'),
  page: z.coerce.number().int().min(1).max(MAX_PAGE).catch(1).default(1),
  /** Search what is typed, also where it looks mistyped. */
  exact: z.literal('1').nullable().catch(null).default(null),
})
/** The fields of the filter form, which become part of the query: all that is asked stands in one box. */
export const filterFields = z.object({
  in: text,
  by: text,
  is: text,
  has: text,
  after: text,
  before: text,
})

export type SearchPageSearch = z.infer<typeof searchPageSearch>

/** The parameters of the similar threads: the title that is being written, and the slug of the space where. */
export const similarSearch = z.object({ title: text, in: text })

/** The beginning of a name in a text that is written, and the sign before it. */
export const namesSearch = z.object({ sign: z.enum(NAME_SIGNS).catch('@'), text })

/** The parameters of the suggestions. */
export const suggestSearch = z.object({ q: text })
