import { z } from 'zod'
import { pollFields } from '#app/domains/polls/poll.schema.ts'
import { bodySchema, submissionSchema } from '#app/domains/posts/post.schema.ts'
import { tagSlug } from './tag-slug.ts'
import { LONGEST_TAG, MOST_TAGS, TITLE } from './thread-limits.ts'

const lengthOf = (text: string) => [...text].length

/** One line, whatever it was typed into. */
export const titleSchema = z
  .string('write.title.short')
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .refine((text) => lengthOf(text) >= TITLE.least, 'write.title.short')
  .refine((text) => lengthOf(text) <= TITLE.most, 'write.title.long')

/** A tag as it is written, and as it is found. */
export type WantedTag = { name: string; slug: string }

/** Tags between commas, each once. */
export const tagsSchema = z
  .string()
  .max(1_000, 'write.tags.many')
  .default('')
  .transform(readTags)
  .refine((tags) => tags.length <= MOST_TAGS, 'write.tags.many')
  .refine((tags) => tags.every(({ name }) => lengthOf(name) <= LONGEST_TAG), 'write.tags.long')

function readTags(typed: string): WantedTag[] {
  const names = typed.split(/[,،、\n]/).map((name) => name.replace(/^[\s#]+|\s+$/g, '').replace(/\s+/g, ' '))
  const tags = names.map((name) => ({ name, slug: tagSlug(name) }))
  const words = tags.filter(({ slug }) => /[\p{L}\p{N}]/u.test(slug))
  return [...new Map(words.map((tag) => [tag.slug, tag])).values()]
}

export const newThreadSchema = z.object({
  space: z.string().min(1, 'write.space.missing').max(200, 'write.space.missing'),
  title: titleSchema,
  body: bodySchema,
  tags: tagsSchema,
  submission: submissionSchema,
  ...pollFields,
})
export type NewThreadInput = z.infer<typeof newThreadSchema>
