import { sql } from 'kysely'
import { known, listed, visible } from './access.policy.ts'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Access } from './access.ts'
import type { Condition, Field, Noun } from './access.policy.ts'

type Where = RawBuilder<SqlBool>

/** Where each noun lives. */
const tables = { parent: 'space', space: 'space', thread: 'thread', post: 'post' } as const satisfies Record<
  Noun,
  string
>
const columns = {
  ruleId: 'rule_id',
  state: 'state',
  authorId: 'author_id',
  unlisted: 'unlisted',
  spaceId: 'space_id',
} as const satisfies Record<Field, string>
/** The column of a noun that names what it lies in. */
const containers = { parent: null, space: 'parent_id', thread: 'space_id', post: 'thread_id' } as const

/** The rules whose things the actor may read: for lists that merge the newest of each (LATERAL per rule). */
export function visibleRules(access: Access): number[] {
  return [...access.satisfied]
}

/**
 * `where` for the rows of a noun that the actor may read (`canView` says `full`).
 * `alias` is what the query calls the table; nothing has to be joined.
 */
export function whereVisible(access: Access, noun: Noun, alias: string = tables[noun]): Where {
  return toSql(visible(access, noun), noun, alias)
}

/** `where` for the rows that the actor may read or know of (`canView` doesn't say `none`). */
export function whereKnown(access: Access, noun: Noun, alias: string = tables[noun]): Where {
  return toSql(known(access, noun), noun, alias)
}

/** `where` for the rows that stand in the actor's lists (`isListed`). */
export function whereListed(access: Access, noun: Noun, alias: string = tables[noun]): Where {
  return toSql(listed(access, noun), noun, alias)
}

function toSql(condition: Condition, noun: Noun, alias: string): Where {
  switch (condition.is) {
    case 'all':
    case 'any': {
      if (condition.of.length === 0) return sql<SqlBool>`${sql.lit(condition.is === 'all')}`
      const parts = condition.of.map((part) => toSql(part, noun, alias))
      return sql<SqlBool>`(${sql.join(parts, condition.is === 'all' ? sql` and ` : sql` or `)})`
    }
    case 'within':
      return withinSql(condition, noun, alias)
    case 'in':
      return inSql(condition, alias)
  }
}

function withinSql({ noun, of }: { noun: Noun; of: Condition }, inner: Noun, alias: string): Where {
  const column = sql.ref(`${alias}.${containers[inner] ?? 'id'}`)
  const around = `gate_${noun}`
  const exists = sql<SqlBool>`exists (select from ${sql.table(tables[noun])} as ${sql.ref(around)}
    where ${sql.ref(`${around}.id`)} = ${column} and ${toSql(of, noun, around)})`
  return noun === 'parent' ? sql<SqlBool>`(${column} is null or ${exists})` : exists
}

/** Ids travel as one array, so that the statement stays the same; words are ours, and partial indexes need them literal. */
function inSql(
  { field, values }: { field: Field; values: readonly (string | number | boolean)[] },
  alias: string,
): Where {
  const column = sql.ref(`${alias}.${columns[field]}`)
  if (field === 'ruleId' || field === 'authorId' || field === 'spaceId')
    return sql<SqlBool>`${column} = any(${values}::int[])`
  return sql<SqlBool>`${column} in (${sql.join(values.map((value) => sql.lit(value)))})`
}
