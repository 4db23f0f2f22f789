import { sql, type Kysely } from 'kysely'
import { bothSchema } from '#app/domains/access/rules.ts'
import { simpleOf, type SimpleRule } from '#app/domains/access/simple-rule.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { SpaceKind, ThreadSort } from '#prisma/generated/kysely/enums.ts'

/** A space as its editor shows it. */
export type EditedSpace = {
  id: number
  version: number
  name: string
  slug: string
  description: string
  kind: SpaceKind
  hue: number
  sort: ThreadSort
  parentId: number | null
  state: 'open' | 'locked' | 'archived'
  /** Null where it says more than the form can; then `expression` is what it says. */
  rule: SimpleRule | null
  expression: string | null
}

type Row = Omit<EditedSpace, 'rule' | 'expression'> & {
  expression: unknown
  own: unknown
  inherits: boolean
}

/** A space with the rule of its own, or null. */
export async function findEditedSpace(db: Kysely<DB>, id: number): Promise<EditedSpace | null> {
  const { rows } = await sql<Row>`
    select space.id, space.version, space.name, space.slug, space.description, space.kind, space.hue,
      space.default_sort as sort, space.parent_id as "parentId",
      case when space.archived_at is not null then 'archived' when space.locked_at is not null then 'locked' else 'open' end as state,
      rule.expression, own.expression as own, coalesce(parent.rule_id = space.rule_id, false) as inherits
    from space join access_rule rule on rule.id = space.rule_id
    left join space parent on parent.id = space.parent_id
    left join access_rule own on own.id = (rule.expression ->> 'own')::int and rule.expression ->> 'kind' = 'both'
    where space.id = ${id}::int`.execute(db)
  const [row] = rows
  if (!row) return null
  const { expression, own, inherits, ...space } = row
  const written = inherits
    ? { kind: 'everyone' }
    : bothSchema.safeParse(expression).success
      ? own
      : expression
  const rule = simpleOf(written)
  return { ...space, rule, expression: rule ? null : JSON.stringify(written, null, 2) }
}
