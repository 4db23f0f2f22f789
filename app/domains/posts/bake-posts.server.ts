import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { linkUploads } from '#app/domains/uploads/link-uploads.server.ts'
import { bakePost, type BakedPost } from './pipeline/bake-post.server.ts'
import { NO_REFERENCES } from './pipeline/references.ts'
import { lookUpReferences } from './look-up-references.server.ts'

/** A stored post that is to be baked: `ruleId` is its thread's, `authorId` its author's. */
export type BakeablePost = { id: number; source: string; ruleId: number; authorId: number }

/** Bakes one post that is being written, and answers which uploads of its author it shows; nothing is stored. */
export async function bakeOne(
  tx: Transaction<DB>,
  { id, ...post }: BakeablePost,
  siteOrigin: string,
): Promise<BakedPost & { uploadIds: readonly number[] }> {
  const [references] = await lookUpReferences(tx, [post])
  const baked = bakePost(post.source, references ?? NO_REFERENCES, { siteOrigin, idPrefix: `p${id}-` })
  return { ...baked, uploadIds: references?.uploadIds ?? [] }
}

/**
 * Bakes stored posts and writes what came of it, and which uploads they show, in a handful of statements for the whole batch.
 * `siteOrigin` tells the site's own links from others.
 */
export async function bakePosts(
  tx: Transaction<DB>,
  posts: readonly BakeablePost[],
  siteOrigin: string,
): Promise<void> {
  const references = await lookUpReferences(tx, posts)
  const baked = posts.map((post, at) => ({
    id: post.id,
    ...bakePost(post.source, references[at] ?? NO_REFERENCES, { siteOrigin, idPrefix: `p${post.id}-` }),
  }))
  await sql`
    update post set html = b.html, excerpt = b.excerpt, text = b.text, language = b.language,
      pipeline_version = b.version
    from unnest(${baked.map((one) => one.id)}::int[], ${baked.map((one) => one.html)}::text[],
      ${baked.map((one) => one.excerpt)}::text[], ${baked.map((one) => one.text)}::text[],
      ${baked.map((one) => one.language)}::text[], ${baked.map((one) => one.version)}::int[])
      as b(id, html, excerpt, text, language, version)
    where post.id = b.id`.execute(tx)
  const links = posts.flatMap(({ id }, at) =>
    (references[at]?.uploadIds ?? []).map((uploadId) => ({ postId: id, uploadId })),
  )
  await linkUploads(
    tx,
    posts.map(({ id }) => id),
    links,
  )
}
