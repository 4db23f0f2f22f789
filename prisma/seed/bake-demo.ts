import { sql, type Transaction } from 'kysely'
import { lookUpReferences } from '#app/domains/posts/look-up-references.server.ts'
import { bakePost } from '#app/domains/posts/pipeline/bake-post.server.ts'
import { NO_REFERENCES } from '#app/domains/posts/pipeline/references.ts'
import type { DB } from '#app/platform/db/database.ts'

/** Bakes every post that has never been baked; `siteOrigin` tells the site's own links from others. */
export async function bakeDemo(tx: Transaction<DB>, siteOrigin: string): Promise<void> {
  const posts = await tx
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['post.id', 'post.source', 'thread.rule_id as ruleId'])
    .where('post.pipeline_version', '=', 0)
    .orderBy('post.id')
    .execute()
  const references = await lookUpReferences(tx, posts)
  const baked = posts.map((post, at) => ({
    id: post.id,
    ...bakePost(post.source, references[at] ?? NO_REFERENCES, { siteOrigin, idPrefix: `p${post.id}-` }),
  }))
  await sql`
    update post set html = b.html, excerpt = b.excerpt, text = b.text, pipeline_version = b.version
    from unnest(${baked.map((one) => one.id)}::int[], ${baked.map((one) => one.html)}::text[],
      ${baked.map((one) => one.excerpt)}::text[], ${baked.map((one) => one.text)}::text[],
      ${baked.map((one) => one.version)}::int[]) as b(id, html, excerpt, text, version)
    where post.id = b.id`.execute(tx)
}
