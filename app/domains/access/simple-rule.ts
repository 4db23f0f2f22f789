import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Expression } from './access.schema.ts'
import { roles } from './facts.ts'

/** Who may see a thing, as the form of an editor says it: one condition. */
export type SimpleRule =
  | { who: 'everyone' }
  | { who: 'members' }
  | { who: 'trust'; level: number }
  | { who: 'role'; role: (typeof roles)[number] }
  | { who: 'group'; group: string }

const grantOfGroup = z.strictObject({ kind: z.literal('grant'), grant: z.literal('group'), key: z.string() })
const trust = z.strictObject({ kind: z.literal('trust'), atLeast: z.int() })
const role = z.strictObject({ kind: z.literal('role'), atLeast: z.enum(roles) })

/** The expression of a simple rule. */
export function expressionOf(rule: SimpleRule): Expression {
  switch (rule.who) {
    case 'everyone':
    case 'members':
      return { kind: rule.who }
    case 'trust':
      return { kind: 'trust', atLeast: rule.level }
    case 'role':
      return { kind: 'role', atLeast: rule.role }
    case 'group':
      return { kind: 'grant', grant: 'group', key: rule.group }
  }
}

/** A stored expression as the form shows it, or null where it says more than the form can. */
export function simpleOf(expression: unknown): SimpleRule | null {
  for (const who of ['everyone', 'members'] as const)
    if (isDeepStrictEqual(expression, { kind: who })) return { who }
  const level = trust.safeParse(expression)
  if (level.success) return { who: 'trust', level: level.data.atLeast }
  const least = role.safeParse(expression)
  if (least.success) return { who: 'role', role: least.data.atLeast }
  const group = grantOfGroup.safeParse(expression)
  return group.success ? { who: 'group', group: group.data.key } : null
}
