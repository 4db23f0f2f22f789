import { z } from 'zod'
import { hasRole, inSpan, roles } from './facts.ts'
import type { Facts } from './facts.ts'

/** How far somebody is with one condition. */
export type Progress = {
  done: boolean
  /** Where it is counted: `have` of `need`. */
  counted?: { have: number; need: number }
  /** When it comes true by itself, if nothing else changes. */
  startsAt?: Date
}

type Definition<Fields extends z.ZodObject> = {
  /** What stands beside `kind`, `from` and `until`. */
  fields: Fields
  /** How far somebody with these facts is at this instant; `done` decides. Pure. */
  progress(fields: z.output<Fields>, facts: Facts, at: Date): Progress
  /** Every instant at which `progress` may change by itself. */
  changes?(fields: z.output<Fields>, facts: Facts): (Date | null)[]
}

/** A condition whose fields have been read. */
export type BoundTerm = {
  fields: Record<string, unknown>
  progress(facts: Facts, at: Date): Progress
  changes(facts: Facts): (Date | null)[]
}

export type Term = {
  fields: z.ZodObject
  /** Null where the fields are not what the term expects: such a condition denies. */
  bind(fields: unknown): BoundTerm | null
}

/** One kind of condition. Plugins name theirs `<plugin>.<term>`; the names of the core are plain words. */
export function defineTerm<Fields extends z.ZodObject>(definition: Definition<Fields>): Term {
  return {
    fields: definition.fields,
    bind(input) {
      const read = definition.fields.safeParse(input)
      if (!read.success) return null
      const fields = read.data
      return {
        fields,
        progress: (facts, at) => definition.progress(fields, facts, at),
        changes: (facts) => definition.changes?.(fields, facts) ?? [],
      }
    },
  }
}

/** Name → how it is satisfied. A map, so that no name reaches into a prototype. */
export type Terms = ReadonlyMap<string, Term>

const trustLevel = z
  .int('A trust level is a whole number.')
  .min(0, 'Trust levels start at 0.')
  .max(10, 'Trust levels end at 10.')

/** What a grant is called: `group`, `tier`, `badge`, or a plugin's `<plugin>.<kind>`. */
export const grantKind = z
  .string('Say which kind of thing must be held, such as “group”.')
  .max(60, 'The kind of a grant has at most 60 characters.')
  .regex(
    /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/,
    'The kind of a grant is a lower-case word, such as “group”.',
  )

export const grantKey = z
  .string('Say which one it is.')
  .trim()
  .min(1, 'Say which one it is.')
  .max(120, 'The key of a grant has at most 120 characters.')

/** The conditions that the core knows. */
export const coreTerms: Terms = new Map([
  ['everyone', defineTerm({ fields: z.strictObject({}), progress: () => ({ done: true }) })],
  [
    'members',
    defineTerm({ fields: z.strictObject({}), progress: (_, facts) => ({ done: facts.memberId !== null }) }),
  ],
  [
    'trust',
    defineTerm({
      fields: z.strictObject({ atLeast: trustLevel }),
      progress({ atLeast }, facts) {
        const have = facts.memberId === null ? 0 : facts.trustLevel
        return { done: facts.memberId !== null && have >= atLeast, counted: { have, need: atLeast } }
      },
    }),
  ],
  [
    'role',
    defineTerm({
      fields: z.strictObject({ atLeast: z.enum(roles, `A role is one of: ${roles.join(', ')}.`) }),
      progress: ({ atLeast }, facts) => ({ done: facts.memberId !== null && hasRole(facts.role, atLeast) }),
    }),
  ],
  [
    'grant',
    defineTerm({
      fields: z.strictObject({ grant: grantKind, key: grantKey }),
      progress(wanted, facts, at) {
        const held = grantsLike(wanted, facts)
        if (held.some((grant) => inSpan(at, grant.startsAt, grant.endsAt))) return { done: true }
        const starts = held.flatMap(({ startsAt }) => (startsAt !== null && startsAt > at ? [startsAt] : []))
        const startsAt = starts.sort((a, b) => a.getTime() - b.getTime())[0]
        return startsAt === undefined ? { done: false } : { done: false, startsAt }
      },
      changes: (wanted, facts) =>
        grantsLike(wanted, facts).flatMap((grant) => [grant.startsAt, grant.endsAt]),
    }),
  ],
])

function grantsLike(wanted: { grant: string; key: string }, facts: Facts) {
  if (facts.memberId === null) return []
  return facts.grants.filter((grant) => grant.kind === wanted.grant && grant.key === wanted.key)
}
