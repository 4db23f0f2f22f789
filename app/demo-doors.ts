import { randomBytes } from 'node:crypto'
import { changePassword } from './domains/accounts/change-password.server.ts'
import type { RunningServer } from './start-server.ts'

/**
 * Lets whoever tries the demo come in as people with different rights: gives one of each role a password, another one at each
 * start, and says so in lines for the console. Nobody can guess it where a demo stands on the open internet.
 */
export async function openDemoDoors({ services }: RunningServer): Promise<string[]> {
  const db = services.db.kysely
  const people = await db
    .selectFrom('account')
    .innerJoin('member', 'member.id', 'account.member_id')
    .distinctOn('member.role')
    .select(['account.id', 'member.handle', 'member.role'])
    .orderBy('member.role')
    .orderBy('member.id')
    .execute()
  const password = randomBytes(9).toString('base64url')
  const hash = await services.passwords.hash(password)
  for (const { id: accountId } of people)
    await changePassword(db, { accountId, hash, now: services.clock.now() })
  return [
    `Sign in with the password ${password} as`,
    ...people.map(({ handle, role }) => `  ${handle} (${role})`),
  ]
}
