import { makeMember } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import type { TestSite } from '#tests/support/site.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'

export type Person = { id: number; handle: string; accountId: number; guest: Guest }

/** Somebody with a role, who is signed in. */
export async function comeAs(site: TestSite, role: Role): Promise<Person> {
  const member = await makeMember(site.db.kysely, { role })
  const cookie = await site.signIn(member.accountId)
  const [name = '', value = ''] = cookie.split('=')
  return { ...member, guest: guestOf(site, [[name, value]]) }
}
