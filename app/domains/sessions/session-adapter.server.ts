import { PrismaAdapter } from '@lucia-auth/adapter-prisma'
import { moderatedSpaces } from '#app/domains/access/moderated-spaces.server.ts'
import { absoluteLimit, IDLE_LIMIT } from './session-limits.ts'
import type { DatabaseSession, DatabaseUser, Lucia } from 'lucia'
import type { Clock } from '#app/platform/clock.ts'
import type { Database, PrismaClient } from '#app/platform/db/database.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, AccountAttributes>
    UserId: number
    DatabaseUserAttributes: AccountAttributes
    DatabaseSessionAttributes: SessionAttributes
  }
}

/** What is written down of a session when it begins. */
type SessionAttributes = { userAgent: string }

/** What is known of who is signed in: named columns, so that no secret is ever among them. */
export type AccountAttributes = {
  memberId: number
  handle: string
  displayName: string
  role: Role
  trustLevel: number
  suspendedUntil: Date | null
  moderates: number[]
}

/** Requests are answered without them. */
const UNREAD: SessionAttributes = { userAgent: '' }

/** Somebody signed out while the session was being renewed. */
export class SessionGoneError extends Error {
  override name = 'SessionGoneError'
}

type Options = { db: Pick<Database, 'prisma' | 'kysely'>; clock: Clock }

/**
 * Lucia's adapter for Prisma, mended: our columns, one statement per read, an absolute limit, no swallowed error, no
 * error when two sign out at once. Lucia calls accounts users. It reads the system's clock, so it is told every expiry
 * as that clock will see it, and what it writes is counted from ours.
 */
export class SessionAdapter extends PrismaAdapter<PrismaClient> {
  #db: Options['db']
  #clock: Clock

  constructor({ db, clock }: Options) {
    super(db.prisma.session, db.prisma.account)
    this.#db = db
    this.#clock = clock
  }

  override async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const row = await this.#db.kysely
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .innerJoin('member', 'member.id', 'account.member_id')
      .where('session.id', '=', id)
      .select(['session.account_id', 'session.created_at', 'session.expires_at', 'account.member_id'])
      .select([
        'member.handle',
        'member.display_name',
        'member.role',
        'member.trust_level',
        'member.suspended_until',
      ])
      .select(moderatedSpaces.as('moderates'))
      .executeTakeFirst()
    if (!row) return [null, null]
    if (this.#clock.now().getTime() >= row.created_at.getTime() + absoluteLimit(row.role)) {
      await this.deleteSession(id)
      return [null, null]
    }
    const session = {
      id,
      userId: row.account_id,
      expiresAt: this.#asSystemTime(row.expires_at),
      attributes: UNREAD,
    }
    const attributes: AccountAttributes = {
      memberId: row.member_id,
      handle: row.handle,
      displayName: row.display_name,
      role: row.role,
      trustLevel: row.trust_level,
      suspendedUntil: row.suspended_until,
      moderates: row.moderates,
    }
    return [session, { id: row.account_id, attributes }]
  }

  override async getUserSessions(accountId: number): Promise<DatabaseSession[]> {
    const rows = await this.#db.prisma.session.findMany({ where: { accountId } })
    return rows.map(({ id, expiresAt }) => ({
      id,
      userId: accountId,
      expiresAt: this.#asSystemTime(expiresAt),
      attributes: UNREAD,
    }))
  }

  override async setSession({ id, userId, attributes }: DatabaseSession): Promise<void> {
    const createdAt = this.#clock.now()
    await this.#db.prisma.session.create({
      data: {
        id,
        accountId: userId,
        createdAt,
        provenAt: createdAt,
        expiresAt: this.#renewed(),
        userAgent: attributes.userAgent,
      },
    })
  }

  override async updateSessionExpiration(id: string): Promise<void> {
    const { count } = await this.#db.prisma.session.updateMany({
      where: { id },
      data: { expiresAt: this.#renewed() },
    })
    if (count === 0) throw new SessionGoneError('The session was ended while it was being renewed.')
  }

  override async deleteSession(id: string): Promise<void> {
    await this.#db.prisma.session.deleteMany({ where: { id } })
  }

  override async deleteUserSessions(accountId: number): Promise<void> {
    await this.#db.prisma.session.deleteMany({ where: { accountId } })
  }

  override async deleteExpiredSessions(): Promise<void> {
    await this.#db.prisma.session.deleteMany({ where: { expiresAt: { lte: this.#clock.now() } } })
  }

  #renewed(): Date {
    return new Date(this.#clock.now().getTime() + IDLE_LIMIT)
  }

  #asSystemTime(time: Date): Date {
    return new Date(Date.now() + time.getTime() - this.#clock.now().getTime())
  }
}
