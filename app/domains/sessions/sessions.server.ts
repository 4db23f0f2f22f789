import { Cookie, Lucia, TimeSpan } from 'lucia'
import { visitor } from '#app/domains/access/actor.ts'
import { cookieName, newToken, readToken, sessionIdOf } from './session-cookie.ts'
import { SessionAdapter, SessionGoneError } from './session-adapter.server.ts'
import { absoluteLimit, IDLE_LIMIT } from './session-limits.ts'
import type { Actor } from '#app/domains/access/actor.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { Database } from '#app/platform/db/database.ts'

/** Who is signed in. Nothing outside of this room knows how sessions are made. */
export type Sessions = {
  /**
   * Signs an account in: always a new token. `cookie` is the value of Set-Cookie. End the session that the browser
   * had before (`revoke`), and all others after a change of password, second factor or role (`revokeAll`).
   */
  create(accountId: number, how?: SignedIn): Promise<{ token: string; cookie: string }>
  /** Who asks, by the Cookie header of the request. One statement; none without a token of the right form. */
  readActor(cookieHeader: string): Promise<Actor>
  /** Signs out what the Cookie header names. Throws when the database can't be told: then nobody is signed out. */
  revoke(cookieHeader: string): Promise<void>
  /** Ends every session of an account. */
  revokeAll(accountId: number): Promise<void>
  /** Removes what has expired: for a job. */
  removeExpired(): Promise<void>
  /** The Set-Cookie that takes the token out of the browser, whatever became of the session. */
  blankCookie(): string
}

/** `stay`: the browser keeps the session when it is closed. `userAgent`: what it calls itself. */
type SignedIn = { stay?: boolean; userAgent?: string }

type Options = { db: Pick<Database, 'prisma' | 'kysely'>; clock: Clock; https: boolean }

const LONGEST_USER_AGENT = 300

/** The one session keeper of a process. */
export function createSessions({ db, clock, https }: Options): Sessions {
  const name = cookieName(https)
  const lucia = new Lucia(new SessionAdapter({ db, clock }), {
    sessionExpiresIn: new TimeSpan(IDLE_LIMIT, 'ms'),
    sessionCookie: { name, attributes: { secure: https, sameSite: 'lax', path: '/' } },
    getUserAttributes: (attributes) => attributes,
  })

  /** The cookie outlives every session, so that renewing one never needs to send it again. */
  const cookieFor = (token: string, stay: boolean) => {
    const { expires: _, maxAge: __, ...attributes } = lucia.createSessionCookie(token).attributes
    const kept = stay ? { maxAge: absoluteLimit('member') / 1000 } : {}
    return new Cookie(name, token, { ...attributes, ...kept }).serialize()
  }

  return {
    async create(accountId, { stay = true, userAgent = '' } = {}) {
      const token = newToken()
      await lucia.createSession(
        accountId,
        { userAgent: userAgent.slice(0, LONGEST_USER_AGENT) },
        { sessionId: sessionIdOf(token) },
      )
      return { token, cookie: cookieFor(token, stay) }
    },

    async readActor(cookieHeader) {
      const token = readToken(cookieHeader, name)
      if (token === null) return visitor
      try {
        const { user } = await lucia.validateSession(sessionIdOf(token))
        if (!user) return visitor
        const { id, suspendedUntil, ...member } = user
        const suspended = suspendedUntil !== null && clock.now() < suspendedUntil
        return { kind: 'member', accountId: id, ...member, suspended }
      } catch (error) {
        if (error instanceof SessionGoneError) return visitor
        throw error
      }
    },

    async revoke(cookieHeader) {
      const token = readToken(cookieHeader, name)
      if (token !== null) await lucia.invalidateSession(sessionIdOf(token))
    },

    revokeAll: (accountId) => lucia.invalidateUserSessions(accountId),
    removeExpired: () => lucia.deleteExpiredSessions(),
    blankCookie: () => lucia.createBlankSessionCookie().serialize(),
  }
}
