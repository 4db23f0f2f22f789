import type { Kysely } from 'kysely'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { cookieName, readToken, sessionIdOf } from './session-cookie.ts'

/** Milliseconds for which somebody who proved who they are may do what is dangerous. */
export const FRESH_FOR = 15 * 60_000

/** A session as its owner sees it. `handle` names it in forms and opens nothing. */
export type SessionView = { handle: string; userAgent: string; since: string; current: boolean }

/** What the owner of an account does with its sessions; `cookie` is the Cookie header of who asks. */
export type SessionDesk = {
  /** All that are alive, this one first. */
  list(accountId: number, cookie: string): Promise<SessionView[]>
  /** Ends one of the account's. */
  end(accountId: number, handle: string): Promise<void>
  /** Ends all but this one. */
  endOthers(accountId: number, cookie: string): Promise<void>
  /** Whether its owner has proven who they are a short while ago. */
  isFresh(cookie: string): Promise<boolean>
  /** They have, just now. */
  prove(cookie: string): Promise<void>
}

/** Of a session's id, which is a hash already: enough to tell the sessions of one account apart. */
const HANDLE = 16

/** The desk of a process. */
export function createSessionDesk(deps: { db: Kysely<DB>; clock: Clock; https: boolean }): SessionDesk {
  const { db, clock, https } = deps
  const idOf = (cookie: string) => sessionIdOf(readToken(cookie, cookieName(https)) ?? '')
  return {
    async list(accountId, cookie) {
      const current = idOf(cookie)
      const rows = await db
        .selectFrom('session')
        .where('account_id', '=', accountId)
        .where('expires_at', '>', clock.now())
        .select(['id', 'user_agent', 'created_at'])
        .orderBy('created_at', 'desc')
        .limit(100)
        .execute()
      return rows
        .map(({ id, user_agent: userAgent, created_at: at }) => ({
          handle: id.slice(0, HANDLE),
          userAgent,
          since: at.toISOString(),
          current: id === current,
        }))
        .sort((a, b) => Number(b.current) - Number(a.current))
    },
    async end(accountId, handle) {
      if (!/^[0-9a-f]{16}$/.test(handle)) return
      await db
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .where('id', 'like', `${handle}%`)
        .execute()
    },
    async endOthers(accountId, cookie) {
      await db
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .where('id', '!=', idOf(cookie))
        .execute()
    },
    async isFresh(cookie) {
      const since = new Date(clock.now().getTime() - FRESH_FOR)
      const row = await db
        .selectFrom('session')
        .where('id', '=', idOf(cookie))
        .where('proven_at', '>', since)
        .select('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async prove(cookie) {
      await db.updateTable('session').set({ proven_at: clock.now() }).where('id', '=', idOf(cookie)).execute()
    },
  }
}
