import type { Insertable, Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Member, Post, Space, Thread } from '#prisma/generated/kysely/types.ts'
import type { MemberActor } from './actor.ts'

/** Makes the few rows that tests of access are about, in a database; every name is its own. */
export function createWorld(db: Kysely<DB>) {
  let made = 0
  const nextName = (what: string) => `${what}-${(made += 1)}`
  const postNumbers = new Map<number, number>()

  return {
    async rule(expression: object, { teaser = false } = {}): Promise<number> {
      const values = { name: nextName('rule'), expression: JSON.stringify(expression), teaser }
      return idOf(db.insertInto('access_rule').values(values).returning('id').executeTakeFirstOrThrow())
    },

    /** A member with an account, as a session would know them. */
    async member(values: Partial<Insertable<Member>> = {}): Promise<MemberActor> {
      const handle = nextName('member')
      const memberId = await idOf(
        db
          .insertInto('member')
          .values({ handle, handle_key: handle, ...values })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
      const accountId = await idOf(
        db.insertInto('account').values({ member_id: memberId }).returning('id').executeTakeFirstOrThrow(),
      )
      const { role = 'member', trust_level: trustLevel = 0 } = values
      return {
        kind: 'member',
        memberId,
        accountId,
        handle,
        displayName: '',
        role,
        trustLevel,
        suspended: false,
        moderates: [],
      }
    },

    async space(values: Partial<Insertable<Space>> = {}): Promise<number> {
      const slug = nextName('space')
      return idOf(
        db
          .insertInto('space')
          .values({ slug, name: slug, ...values })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
    },

    async thread(values: Omit<Insertable<Thread>, 'title' | 'slug'>): Promise<number> {
      const slug = nextName('thread')
      return idOf(
        db
          .insertInto('thread')
          .values({ title: slug, slug, ...values })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
    },

    async tag(): Promise<number> {
      const slug = nextName('tag')
      return idOf(db.insertInto('tag').values({ slug, name: slug }).returning('id').executeTakeFirstOrThrow())
    },

    async post(values: Pick<Insertable<Post>, 'thread_id' | 'author_id'> & Partial<Insertable<Post>>) {
      const number = (postNumbers.get(values.thread_id) ?? 0) + 1
      postNumbers.set(values.thread_id, number)
      await db.updateTable('thread').set({ last_number: number }).where('id', '=', values.thread_id).execute()
      const words = { number, source: 'words', html: '<p>words</p>', pipeline_version: 1 }
      return idOf(
        db
          .insertInto('post')
          .values({ ...words, ...values })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
    },
  }
}

async function idOf(inserted: Promise<{ id: number }>): Promise<number> {
  return (await inserted).id
}
