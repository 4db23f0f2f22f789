import { createSessions } from '#app/domains/sessions/sessions.server.ts'
import { systemClock } from '#app/platform/clock.ts'
import { makeMember } from '#tests/factories/content.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import type { Tokens } from './tokens.ts'

/** Everybody who crawls, in the order of the oracle's columns. */
export const PERSONAS = [
  'visitor',
  'newcomer',
  'trusted',
  'insider',
  'backer',
  'lapsed',
  'author',
  'moderator',
  'admin',
  'suspended',
] as const
export type Persona = (typeof PERSONAS)[number]

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const FAR_AHEAD = new Date('2099-01-01T00:00:00Z')

type Sort = {
  role?: 'moderator' | 'admin'
  trust?: number
  groups?: string[]
  /** Whether what they held ended long ago. */
  lapsed?: boolean
  suspended?: boolean
}

const sorts = (insiders: string, backers: string): Record<Exclude<Persona, 'visitor'>, Sort> => ({
  newcomer: {},
  trusted: { trust: 2 },
  insider: { groups: [insiders] },
  backer: { groups: [backers] },
  lapsed: { groups: [insiders, backers], lapsed: true },
  /** Wrote what is held, hidden and deleted. */
  author: {},
  moderator: { role: 'moderator' },
  admin: { role: 'admin' },
  /** Has everything but is suspended: reads as a plain member. */
  suspended: { role: 'moderator', trust: 3, groups: [insiders, backers], suspended: true },
})

export type Person = { memberId: number; handle: string; cookie: string; secrets: string[] }

/** Makes and signs in everybody but the visitor. */
export async function makePeople(db: TestDatabase, tokens: Tokens): Promise<Map<Persona, Person>> {
  const sessions = createSessions({ db, clock: systemClock, https: false })
  const people = new Map<Persona, Person>()
  for (const [persona, sort] of Object.entries(
    sorts(tokens.of('insiders', 'key'), tokens.of('backers', 'key')),
  ) as [Persona, Sort][]) {
    const member = await makeMember(db.kysely, {
      handle: persona,
      trust_level: sort.trust ?? 0,
      ...(sort.role ? { role: sort.role } : {}),
    })
    if (sort.suspended) {
      await db.kysely
        .updateTable('member')
        .set({ suspended_until: FAR_AHEAD })
        .where('id', '=', member.id)
        .execute()
    }
    for (const key of sort.groups ?? []) {
      await db.kysely
        .insertInto('access_grant')
        .values({
          member_id: member.id,
          kind: 'group',
          key,
          starts_at: LONG_AGO,
          ends_at: sort.lapsed ? new Date('2021-01-01') : null,
        })
        .execute()
    }
    const { token, cookie } = await sessions.create(member.accountId)
    const session = await db.kysely
      .selectFrom('session')
      .select('id')
      .where('account_id', '=', member.accountId)
      .executeTakeFirstOrThrow()
    people.set(persona, {
      memberId: member.id,
      handle: member.handle,
      cookie: cookie.split(';', 1)[0] ?? '',
      secrets: [token, session.id],
    })
  }
  return people
}

/** Whether a text holds the token or the id of anybody's session. */
export function showsSession(people: ReadonlyMap<Persona, Person>, text: string): boolean {
  return [...people.values()].some(({ secrets }) => secrets.some((secret) => text.includes(secret)))
}
