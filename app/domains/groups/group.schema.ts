import { z } from 'zod'
import { groupKinds } from './group.policy.ts'

const domain = /^(?=.{3,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/

/** What a manager says of a group. */
export const groupSchema = z.object({
  name: z.string().trim().min(2, 'groups.name.short').max(60, 'groups.name.long'),
  description: z.string().trim().max(500, 'groups.description.long').default(''),
  kind: z.enum(groupKinds, 'groups.kind.missing'),
  /** With blanks, commas or lines between them. */
  domains: z
    .string()
    .max(2_000, 'groups.domains.wrong')
    .default('')
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .map((one) => one.replace(/^@/, ''))
          .filter(Boolean),
      ),
    ])
    .refine(
      (domains) => domains.length <= 20 && domains.every((one) => domain.test(one)),
      'groups.domains.wrong',
    ),
})
export type GroupInput = z.output<typeof groupSchema>

/** A new one has a key besides, which stays. */
export const newGroupSchema = groupSchema.extend({
  key: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, 'groups.key.wrong'),
})
