import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { lookUpReferences } from './look-up-references.server.ts'
import { bakePost } from './pipeline/bake-post.server.ts'
import { NO_REFERENCES } from './pipeline/references.ts'
import { BODY } from './post-limits.ts'

/**
 * What a text will look like in a thread or space that has this rule: made by the pipeline of posts, safe to send. Nothing
 * is stored.
 */
export async function previewPost(
  { db, access }: Pick<Reader, 'db' | 'access'>,
  text: string,
  { ruleId, siteOrigin }: { ruleId: number; siteOrigin: string },
): Promise<string> {
  const source = text.slice(0, 2 * BODY.most)
  // Uploads of the writer show, as they will in the post; without a writer there are none.
  const authorId = memberIdOf(access.actor) ?? 0
  const [references = NO_REFERENCES] = await lookUpReferences(db, [{ source, ruleId, authorId }])
  return bakePost(source, references, { siteOrigin, idPrefix: 'preview-' }).html
}
