import type { Kysely } from 'kysely'
import type { Expression } from '#app/domains/access/access.schema.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Tokens } from './tokens.ts'

export type Rules = Record<
  'everyone' | 'members' | 'trust' | 'insiders' | 'backers' | 'staff' | 'open' | 'early' | 'late' | 'gone',
  number
>

/** A rule of every kind; their names, and the keys that they ask for, are tokens. */
export async function makeRules(db: Kysely<DB>, tokens: Tokens): Promise<Rules> {
  const make = async (name: string, expression: Expression, teaser = false) => {
    const values = {
      name: `${name} ${tokens.of('rules', 'name')}`,
      expression: JSON.stringify(expression),
      teaser,
    }
    const { id } = await db.insertInto('access_rule').values(values).returning('id').executeTakeFirstOrThrow()
    return id
  }
  return {
    everyone: 1,
    members: 2,
    trust: await make('trust', { kind: 'trust', atLeast: 2 }),
    insiders: await make('insiders', { kind: 'grant', grant: 'group', key: tokens.of('insiders', 'key') }),
    backers: await make('backers', { kind: 'grant', grant: 'group', key: tokens.of('backers', 'key') }, true),
    staff: await make('staff', { kind: 'role', atLeast: 'moderator' }),
    open: await make('open', {
      kind: 'everyone',
      from: '2020-01-01T00:00:00Z',
      until: '2099-01-01T00:00:00Z',
    }),
    early: await make('early', { kind: 'everyone', from: '2099-01-01T00:00:00Z' }),
    late: await make('late', { kind: 'everyone', until: '2020-01-01T00:00:00Z' }),
    // A condition of a plugin that is not there: it denies.
    gone: await make('gone', { kind: 'tickets.holder', event: tokens.of('rules', 'expression') }),
  }
}
