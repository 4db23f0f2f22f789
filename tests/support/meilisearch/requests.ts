import { z } from 'zod'
import { Problem } from './problem.ts'

const natural = z.int().nonnegative()
const names = z.array(z.string())
const uid = z.string().regex(/^[a-zA-Z0-9_-]{1,400}$/)

/** What the body of a search may have, of the documented API 1.41. */
export const searchBody = z.strictObject({
  q: z.string().nullish(),
  offset: natural.optional(),
  limit: natural.optional(),
  page: natural.optional(),
  hitsPerPage: natural.optional(),
  filter: z.union([z.string(), z.array(z.union([z.string(), names]))]).nullish(),
  facets: names.nullish(),
  distinct: z.string().nullish(),
  attributesToRetrieve: names.nullish(),
  attributesToCrop: names.nullish(),
  cropLength: natural.optional(),
  cropMarker: z.string().optional(),
  attributesToHighlight: names.nullish(),
  highlightPreTag: z.string().optional(),
  highlightPostTag: z.string().optional(),
  showMatchesPosition: z.boolean().optional(),
  sort: names.nullish(),
  matchingStrategy: z.enum(['last', 'all', 'frequency']).optional(),
  showRankingScore: z.boolean().optional(),
  showRankingScoreDetails: z.boolean().optional(),
  attributesToSearchOn: names.nullish(),
  rankingScoreThreshold: z.number().min(0).max(1).nullish(),
  locales: names.nullish(),
})
export type SearchBody = z.infer<typeof searchBody>

const typoTolerance = z.strictObject({
  enabled: z.boolean().nullish(),
  minWordSizeForTypos: z.strictObject({ oneTypo: natural.nullish(), twoTypos: natural.nullish() }).nullish(),
  disableOnWords: names.nullish(),
  disableOnAttributes: names.nullish(),
  disableOnNumbers: z.boolean().nullish(),
})

/** The settings of an index that may be changed at once. */
export const settingsBody = z.strictObject({
  displayedAttributes: names.nullish(),
  searchableAttributes: names.nullish(),
  filterableAttributes: names.nullish(),
  sortableAttributes: names.nullish(),
  rankingRules: z
    .array(z.string().regex(/^(words|typo|proximity|attribute|sort|exactness|[\w.-]+:(asc|desc))$/))
    .nullish(),
  stopWords: names.nullish(),
  nonSeparatorTokens: names.nullish(),
  separatorTokens: names.nullish(),
  dictionary: names.nullish(),
  synonyms: z.record(z.string(), names).nullish(),
  distinctAttribute: z.string().nullish(),
  proximityPrecision: z.enum(['byWord', 'byAttribute']).nullish(),
  typoTolerance: typoTolerance.nullish(),
  faceting: z
    .strictObject({
      maxValuesPerFacet: natural.nullish(),
      sortFacetValuesBy: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  pagination: z.strictObject({ maxTotalHits: natural.nullish() }).nullish(),
  searchCutoffMs: natural.nullish(),
  localizedAttributes: z.array(z.strictObject({ attributePatterns: names, locales: names })).nullish(),
  facetSearch: z.boolean().nullish(),
  prefixSearch: z.enum(['indexingTime', 'disabled']).nullish(),
})
export type Settings = z.infer<typeof settingsBody>

export const indexBody = z.strictObject({ uid, primaryKey: z.string().nullish() })
export const swapBody = z.array(z.strictObject({ indexes: z.array(uid), rename: z.boolean().optional() }))
export const idsBody = z.array(z.union([z.string(), z.int()]))
export const documentsBody = z.union([
  z.array(z.record(z.string(), z.unknown())),
  z.record(z.string(), z.unknown()),
])

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The checked body. A field that is not documented is a bad request; a wrong value has the code of its field. */
export function check<T>(schema: z.ZodType<T>, body: unknown, prefix: string): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.find((part) => typeof part === 'string')
  if (issue?.code === 'unrecognized_keys')
    throw new Problem(400, 'bad_request', `Unknown field \`${issue.keys[0]}\``)
  throw new Problem(
    400,
    field === undefined ? prefix || 'bad_request' : `${prefix}_${snake(field)}`,
    `Invalid value at \`${issue?.path.join('.')}\`: ${issue?.message}`,
  )
}

/** Query parameters that a route documents; any other is refused. */
export function checkQuery(query: URLSearchParams, allowed: string[]): void {
  for (const name of query.keys())
    if (!allowed.includes(name)) throw new Problem(400, 'bad_request', `Unknown parameter \`${name}\``)
}
