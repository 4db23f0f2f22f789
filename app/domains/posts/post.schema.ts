import { z } from 'zod'
import { pollFields } from '#app/domains/polls/poll.schema.ts'
import { BODY } from './post-limits.ts'

const lengthOf = (text: string) => [...text].length

/** What was typed: line breaks as they are stored, and no blank lines around it. */
export const typedBody = z
  .string('write.body.short')
  .transform((text) => text.replace(/\r\n?/g, '\n').replace(/^(?:[^\S\n]*\n)+|\s+$/g, ''))

export const bodySchema = typedBody
  .refine((text) => lengthOf(text.trim()) >= BODY.least, 'write.body.short')
  .refine((text) => lengthOf(text) <= BODY.most, 'write.body.long')

/** The id that a form was given when it was shown; a form that lost it is one of its own. */
export const submissionSchema = z
  .uuid()
  .optional()
  .catch(undefined)
  .transform((id) => id ?? crypto.randomUUID())

/** A number of a post in its thread; whatever else stands there answers nobody. */
export const numberSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(2_147_483_647)
  .nullable()
  .catch(null)
  .default(null)

export const replySchema = z.object({
  body: bodySchema,
  replyTo: numberSchema,
  submission: submissionSchema,
  ...pollFields,
})
export type ReplyInput = z.infer<typeof replySchema>
