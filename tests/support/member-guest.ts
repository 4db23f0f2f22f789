import { guestOf, type Guest } from './guest.ts'
import type { TestSite } from './site.ts'

/** Somebody with a browser who is signed in. */
export async function memberGuest(site: TestSite, { accountId }: { accountId: number }): Promise<Guest> {
  const [name = '', value = ''] = (await site.signIn(accountId)).split('=')
  return guestOf(site, [[name, value]])
}
