import { z } from 'zod'
import { MAX_DEPTH, MAX_NODES } from './limits.ts'
import { coreTerms, grantKey, grantKind } from './terms.ts'
import type { roles } from './facts.ts'
import type { Terms } from './terms.ts'

type Window = {
  /** ISO 8601 with a zone. The node counts in [from, until) only; an absent end is open. */
  from?: string
  until?: string
}

/** A condition of a plugin. Where the plugin is absent it denies, and is kept for its return. */
export type PluginTerm = { kind: `${string}.${string}`; [field: string]: unknown }

/** Who may see a thing. Stored in `access_rule.expression`. */
export type Expression =
  | (Window &
      (
        | { kind: 'everyone' }
        | { kind: 'members' }
        | { kind: 'trust'; atLeast: number }
        | { kind: 'role'; atLeast: (typeof roles)[number] }
        | { kind: 'grant'; grant: string; key: string }
        | { kind: 'any' | 'all'; of: Expression[] }
      ))
  | PluginTerm

const instant = z.iso.datetime({
  offset: true,
  error: 'A time is written with its zone, such as 2026-05-01T09:00:00Z.',
})
const keptField = z.union([z.string().max(200), z.number(), z.boolean(), z.null()])
const pluginName = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/

/** The input of a rule's expression, checked against the terms that exist; every fault is told with its path. */
export function expressionSchema(terms: Terms = coreTerms) {
  return z.unknown().transform((input, context): Expression => {
    const reader = { terms, nodes: 0, issue: tell(context) }
    return readNode(input, [], 1, reader) ?? z.NEVER
  })
}

type Path = (string | number)[]
type Tell = (path: Path, message: string) => null
type Reader = { terms: Terms; nodes: number; issue: Tell }

function tell(context: z.core.$RefinementCtx): Tell {
  return (path, message) => {
    context.addIssue({ code: 'custom', path, message })
    return null
  }
}

function readNode(input: unknown, path: Path, depth: number, reader: Reader): Expression | null {
  if (depth > MAX_DEPTH) return reader.issue(path, `Conditions nest at most ${MAX_DEPTH} deep.`)
  reader.nodes += 1
  if (reader.nodes > MAX_NODES) {
    return reader.nodes === MAX_NODES + 1
      ? reader.issue(
          path,
          `A rule has at most ${MAX_NODES} conditions. Make it of two rules, or use a group.`,
        )
      : null
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return reader.issue(path, 'A condition is an object with a kind, such as {"kind": "members"}.')
  }
  const { kind, from, until, ...fields } = input as Record<string, unknown>
  if (typeof kind !== 'string') return reader.issue([...path, 'kind'], 'Say which kind of condition this is.')
  const span = readWindow(from, until, path, reader)
  const node =
    kind === 'any' || kind === 'all'
      ? readGroup(kind, fields, path, depth, reader)
      : readTerm(kind, fields, path, reader)
  return span && node && ({ ...node, ...span } as Expression)
}

function readWindow(from: unknown, until: unknown, path: Path, reader: Reader): Window | null {
  const read: Window = {}
  for (const [name, value] of Object.entries({ from, until })) {
    if (value === undefined) continue
    const time = instant.safeParse(value)
    if (!time.success) return reader.issue([...path, name], time.error.issues[0]?.message ?? 'Not a time.')
    read[name as keyof Window] = time.data
  }
  if (read.from && read.until && new Date(read.from) >= new Date(read.until)) {
    return reader.issue([...path, 'until'], 'The end must come after the start, or nobody ever gets in.')
  }
  return read
}

function readGroup(kind: 'any' | 'all', fields: object, path: Path, depth: number, reader: Reader) {
  const { of, ...rest } = fields as { of?: unknown }
  const surplus = Object.keys(rest)[0]
  if (surplus !== undefined) return reader.issue([...path, surplus], `“${kind}” has no field “${surplus}”.`)
  if (!Array.isArray(of) || of.length === 0) {
    return reader.issue([...path, 'of'], `“${kind}” needs at least one condition.`)
  }
  const children = of.map((child: unknown, index) =>
    readNode(child, [...path, 'of', index], depth + 1, reader),
  )
  return children.includes(null) ? null : { kind, of: children }
}

function readTerm(kind: string, fields: Record<string, unknown>, path: Path, reader: Reader) {
  const schema =
    reader.terms.get(kind)?.fields ?? (pluginName.test(kind) ? z.record(z.string(), keptField) : null)
  if (!schema) {
    const known = [...reader.terms.keys(), 'any', 'all'].join(', ')
    const name = JSON.stringify(kind.slice(0, 40))
    return reader.issue([...path, 'kind'], `There is no condition called ${name}. There are: ${known}.`)
  }
  const read = schema.safeParse(fields)
  if (read.success) return { kind, ...read.data }
  for (const issue of read.error.issues) {
    const surplus = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    if (surplus === undefined) reader.issue([...path, ...(issue.path as Path)], issue.message)
    else reader.issue([...path, surplus], `“${kind}” has no field “${surplus}”.`)
  }
  return null
}

/** A rule as an editor sends it. Without `id` it is a new one. */
export function ruleSchema(terms: Terms = coreTerms) {
  return z.strictObject({
    id: z.int().positive().optional(),
    name: z
      .string('Give the rule a name.')
      .trim()
      .min(1, 'Give the rule a name.')
      .max(80, 'The name of a rule has at most 80 characters.')
      .refine((name) => !name.startsWith('both:'), 'Names that begin with “both:” are the site’s own.'),
    expression: expressionSchema(terms),
    teaser: z.boolean().default(false),
  })
}
export type RuleInput = z.input<ReturnType<typeof ruleSchema>>

export const spaceRuleSchema = z.strictObject({ spaceId: z.int().positive(), ruleId: z.int().positive() })
export type SpaceRuleInput = z.input<typeof spaceRuleSchema>

const grantName = { memberId: z.int().positive(), kind: grantKind, key: grantKey }

export const revokeSchema = z.strictObject(grantName)
export type RevokeInput = z.input<typeof revokeSchema>

export const grantSchema = z
  .strictObject({
    ...grantName,
    startsAt: instant.nullable().default(null),
    endsAt: instant.nullable().default(null),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || new Date(startsAt) < new Date(endsAt), {
    path: ['endsAt'],
    message: 'The end must come after the start.',
  })
export type GrantInput = z.input<typeof grantSchema>
