import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { findWrittenPost } from '#app/domains/posts/find-written-post.server.ts'
import { canReact } from '#app/domains/posts/post.policy.ts'
import { threadFacts } from '#app/domains/posts/thread-facts.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import type { AuthorView } from '#app/domains/threads/thread.view.ts'
import { ownReactionColumn } from './own-reaction-column.server.ts'
import { toReactionViews, type ReactionColumns, type ReactionView } from './reaction.view.ts'

/** The people of one page about reactions, the newest. */
const MOST_PEOPLE = 200

/** Who reacted to a post, and how. */
export type PostReactionsView = {
  post: { id: number; number: number; href: string; threadId: number }
  thread: { title: string; space: { slug: string; name: string } }
  reactions: ReactionView[]
  may: boolean
  people: { emoji: string; author: AuthorView }[]
  /** Likes that came with an import, of people who have no name here. */
  imported: number
  /** People who are not on the page. */
  more: number
}

/** Reads who reacted to a post that the reader sees; null where there is none for them. */
export async function readReactions(reader: Reader, postId: number): Promise<PostReactionsView | null> {
  const post = await findWrittenPost(reader, postId)
  if (!post || post.state !== 'published') return null
  const { rows } = await sql<ReactionColumns & { people: PostReactionsView['people'] | null }>`
    select p.reaction_counts, p.imported_likes, ${ownReactionColumn(reader)}, (
      select jsonb_agg(jsonb_build_object('emoji', given.emoji, 'author', jsonb_build_object('handle', m.handle,
        'name', m.display_name, 'role', m.role, 'title', m.title, 'kind', m.kind, 'avatar', upload.key))
        order by given.created_at desc, given.member_id)
      from (select * from reaction r where r.post_id = p.id order by r.created_at desc, r.member_id
            limit ${MOST_PEOPLE}::int) given
      join member m on m.id = given.member_id left join upload on upload.id = m.avatar_id) as people
    from post p where p.id = ${postId}::int`.execute(reader.db)
  const [row] = rows
  if (!row) return null
  const { thread } = post
  const people = row.people ?? []
  const given = Object.values(row.reaction_counts).reduce((sum, count) => sum + count, 0)
  return {
    post: { id: post.id, number: post.number, href: postHref(thread, post.number), threadId: thread.id },
    thread: { title: thread.title, space: { slug: thread.space_slug, name: thread.space_name } },
    reactions: toReactionViews(row),
    may: canReact(reader.access.actor, post, threadFacts(thread)).may,
    people,
    imported: row.imported_likes,
    more: Math.max(0, given - people.length),
  }
}
