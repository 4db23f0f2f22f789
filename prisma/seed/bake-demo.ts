import type { Transaction } from 'kysely'
import { bakePosts } from '#app/domains/posts/bake-posts.server.ts'
import type { DB } from '#app/platform/db/database.ts'

/** Bakes every post that has never been baked; `siteOrigin` tells the site's own links from others. */
export async function bakeDemo(tx: Transaction<DB>, siteOrigin: string): Promise<void> {
  const posts = await tx
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['post.id', 'post.source', 'thread.rule_id as ruleId', 'post.author_id as authorId'])
    .where('post.pipeline_version', '=', 0)
    .orderBy('post.id')
    .execute()
  await bakePosts(tx, posts, siteOrigin)
}
