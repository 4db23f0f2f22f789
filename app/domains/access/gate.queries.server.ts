import { visitorFacts } from './facts.ts'
import { moderatedSpaces } from './moderated-spaces.server.ts'
import { readRules } from './rules.ts'
import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Facts } from './facts.ts'
import type { Rule } from './rules.ts'
import type { Terms } from './terms.ts'

/** Every rule, read and bound. They are few. */
export async function loadRules(db: Kysely<DB>, terms: Terms): Promise<Rule[]> {
  const rows = await db.selectFrom('access_rule').select(['id', 'expression', 'teaser']).execute()
  return readRules(rows, terms)
}

/** All that rules may ask of a member, in one query; one who is gone is a visitor. */
export async function loadFacts(db: Kysely<DB>, memberId: number): Promise<Facts> {
  const rows = await db
    .selectFrom('member')
    .leftJoin('access_grant', 'access_grant.member_id', 'member.id')
    .where('member.id', '=', memberId)
    .select(['role', 'trust_level', 'suspended_until', 'access_grant.kind', 'key', 'starts_at', 'ends_at'])
    .select(moderatedSpaces.as('moderates'))
    .execute()
  const member = rows[0]
  if (!member) return visitorFacts
  return {
    memberId,
    role: member.role,
    trustLevel: member.trust_level,
    suspendedUntil: member.suspended_until,
    moderates: member.moderates,
    grants: rows.flatMap(({ kind, key, starts_at, ends_at }) =>
      kind === null || key === null ? [] : [{ kind, key, startsAt: starts_at, endsAt: ends_at }],
    ),
  }
}
