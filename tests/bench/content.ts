import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Platform } from '#app/platform/create-platform.ts'
import { createSessions } from '#app/domains/sessions/sessions.server.ts'

/** The address of the newest thread that fills a window of 20 posts. */
export async function findBusyThread(db: Kysely<DB>): Promise<string> {
  const thread = await db
    .selectFrom('thread')
    .select(['id', 'slug'])
    .where('state', '=', 'published')
    .where('post_count', '>=', 40)
    .orderBy('last_post_at', 'desc')
    .executeTakeFirstOrThrow()
  return `/t/${thread.id}/${thread.slug}`
}

/** Makes a member and signs them in; answers the Cookie header. */
export async function makeReader({ db, clock }: Platform): Promise<string> {
  // A forum that is measured again has the reader of the time before.
  const handle = `bench-reader-${clock.now().getTime()}`
  const member = await db.kysely
    .insertInto('member')
    .values({ handle, handle_key: handle })
    .returning('id')
    .executeTakeFirstOrThrow()
  const account = await db.kysely
    .insertInto('account')
    .values({ member_id: member.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  const sessions = createSessions({ db, clock, https: false })
  return (await sessions.create(account.id)).cookie.split(';', 1)[0] ?? ''
}
