import { z } from 'zod'

// What is read of Discourse's own topic JSON (`/t/<id>.json`); whatever else a file holds is ignored. PostgreSQL
// stores neither NUL nor half a surrogate pair, so both are taken out where a text comes in.

const text = z.string().overwrite((value) => value.toWellFormed().replaceAll('\0', ''))
const id = z.number().int().min(-2_147_483_648).max(2_147_483_647)
const count = z.number().int().min(0).max(2_147_483_647)
const date = z.iso.datetime({ offset: true }).transform((value) => new Date(value))

const action = z.object({ id: z.number(), count: count.optional() })

const poll = z.object({
  name: text.default('poll'),
  voters: count.default(0),
  options: z.array(z.object({ id: z.string(), votes: count.default(0) })).default([]),
})

export const postSchema = z.object({
  id: id.positive(),
  /** 1 a post, 2 a post as moderator, 3 a small action, 4 a whisper among staff. */
  post_type: z.number().int().default(1),
  post_number: count.positive(),
  /** Null for people who were deleted. */
  user_id: id.nullish(),
  username: text.nullish(),
  name: text.nullish(),
  user_title: text.nullish(),
  trust_level: z.number().int().min(0).max(4).nullish(),
  avatar_template: text.nullish(),
  created_at: date,
  updated_at: date.nullish(),
  /** 1 for a post that was never edited. */
  version: z.number().int().default(1),
  cooked: text,
  /** The body was withheld from whoever made the archive. */
  cooked_hidden: z.boolean().default(false),
  hidden: z.boolean().default(false),
  deleted_at: date.nullish(),
  reply_to_post_number: count.nullish(),
  actions_summary: z.array(action).default([]),
  accepted_answer: z.boolean().default(false),
  action_code: text.nullish(),
  polls: z.array(poll).nullish(),
})

const tag = z.union([text, z.object({ name: text }).transform((value) => value.name)])

export const topicSchema = z.object({
  id: id.positive(),
  title: text.refine((value) => value.trim() !== '', { error: 'is empty' }),
  /** The title with its emoji as characters. */
  unicode_title: text.nullish(),
  slug: text.default(''),
  archetype: text.default('regular'),
  category_id: id.nullish(),
  tags: z
    .array(tag)
    .default([])
    .transform((tags) => [...new Set(tags.map((name) => name.trim()).filter((name) => name !== ''))]),
  created_at: date,
  last_posted_at: date.nullish(),
  deleted_at: date.nullish(),
  views: count.default(0),
  highest_post_number: count.default(0),
  closed: z.boolean().default(false),
  archived: z.boolean().default(false),
  visible: z.boolean().default(true),
  pinned: z.boolean().default(false),
  pinned_globally: z.boolean().default(false),
  pinned_at: date.nullish(),
  pinned_until: date.nullish(),
  accepted_answer: z.object({ post_number: count.positive() }).nullish(),
  post_stream: z.object({
    posts: z.array(postSchema).min(1, { error: 'holds no post' }),
    stream: z.array(z.number()).optional(),
  }),
})

/** `categories.json` or `site.json`, where an archive has one: names that topics alone do not tell. */
export const categoriesSchema = z.object({
  categories: z.array(
    z.object({
      id: id,
      name: text,
      slug: text.default(''),
      color: z.string().nullish(),
      description_text: text.nullish(),
      parent_category_id: id.nullish(),
      position: z.number().int().nullish(),
    }),
  ),
})

export type DiscoursePost = z.infer<typeof postSchema>
export type DiscourseTopic = z.infer<typeof topicSchema>
export type DiscourseCategory = z.infer<typeof categoriesSchema>['categories'][number]
