import { z } from 'zod'
import { bind } from './satisfies.ts'
import type { Bound } from './satisfies.ts'
import type { Terms } from './terms.ts'

/** The rules that exist always. */
export const EVERYONE_RULE = 1
export const MEMBERS_RULE = 2

/** A rule that somebody wrote. */
type WrittenRule = { id: number; teaser: boolean; bound: Bound }
/** A rule of something that has one of its own and lies in something with another: both are needed. */
type BothRule = { id: number; outer: number; own: number }
/** A rule as the gate keeps it. */
export type Rule = WrittenRule | BothRule

/**
 * How the rule of both is stored: `effective-rule.server.ts` makes it, no editor does. It refers to its parts, so it
 * follows them when they are edited.
 */
export const bothSchema = z.strictObject({
  kind: z.literal('both'),
  outer: z.int().positive(),
  own: z.int().positive(),
})
export type Both = z.output<typeof bothSchema>

/** Reads the stored rules; each comes after those that it refers to. */
export function readRules(
  rows: readonly { id: number; expression: unknown; teaser: boolean }[],
  terms: Terms,
): Rule[] {
  return [...rows]
    .sort((a, b) => a.id - b.id)
    .map(({ id, expression, teaser }) => {
      const both = bothSchema.safeParse(expression)
      if (both.success) return { id, outer: both.data.outer, own: both.data.own }
      return { id, teaser, bound: bind(expression, terms) }
    })
}

/** The rules that somebody wrote of which a rule is made: itself, unless it is one of both. */
export function partsOf(rules: readonly Rule[], id: number): WrittenRule[] {
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) return []
  if (!('outer' in rule)) return [rule]
  // Parts are older than what is made of them: that ends the recursion, whatever is stored.
  return [rule.outer, rule.own].filter((part) => part < id).flatMap((part) => partsOf(rules, part))
}
