import { sql, type Kysely, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { ruleSchema } from './access.schema.ts'
import { EVERYONE_RULE, MEMBERS_RULE } from './rules.ts'
import { expressionOf, type SimpleRule } from './simple-rule.ts'

/** The id of the rule that says this and nothing else, made where there is none yet. */
export async function ruleFor(tx: Transaction<DB>, rule: SimpleRule): Promise<number> {
  if (rule.who === 'everyone') return EVERYONE_RULE
  if (rule.who === 'members') return MEMBERS_RULE
  const { name, expression, teaser } = ruleSchema().parse({
    name: nameOf(rule),
    expression: expressionOf(rule),
  })
  await tx
    .insertInto('access_rule')
    .values({ name, teaser, expression: JSON.stringify(expression) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { rows } = await sql<{ id: number }>`
    select id from access_rule where expression = ${JSON.stringify(expression)}::jsonb and not teaser
    order by id limit 1`.execute(tx)
  if (rows[0]) return rows[0].id
  // Somebody gave the name to a rule that says something else.
  const made = { name: `${name} (${Date.now()})`, teaser, expression: JSON.stringify(expression) }
  return (await tx.insertInto('access_rule').values(made).returning('id').executeTakeFirstOrThrow()).id
}

function nameOf(rule: Exclude<SimpleRule, { who: 'everyone' } | { who: 'members' }>): string {
  if (rule.who === 'trust') return `Trust level ${rule.level} and above`
  return rule.who === 'role' ? `Role ${rule.role} and above` : `Group ${rule.group}`.slice(0, 80)
}

/** How many people with an account a simple rule lets in at this time; admins always. */
export async function countWhoSees(db: Kysely<DB>, rule: SimpleRule, now: Date): Promise<number> {
  const fits = {
    everyone: sql`true`,
    members: sql`true`,
    trust: sql`member.trust_level >= ${rule.who === 'trust' ? rule.level : 0}::int`,
    role: sql`member.role >= ${rule.who === 'role' ? rule.role : 'admin'}::role`,
    group: sql`exists (select from access_grant g where g.member_id = member.id and g.kind = 'group'
      and g.key = ${rule.who === 'group' ? rule.group : ''} and (g.starts_at is null or g.starts_at <= ${now})
      and (g.ends_at is null or g.ends_at > ${now}))`,
  }[rule.who]
  const plain = rule.who === 'everyone' || rule.who === 'members' ? sql`true` : sql`false`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from member join account on account.member_id = member.id
    where case when member.suspended_until > ${now} then ${plain} else member.role = 'admin' or ${fits} end`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
