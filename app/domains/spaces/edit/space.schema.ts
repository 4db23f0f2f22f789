import { z } from 'zod'
import { SpaceKind, ThreadSort } from '#prisma/generated/kysely/enums.ts'

export const spaceKinds = Object.values(SpaceKind)
export const spaceSorts = Object.values(ThreadSort)
/** The angles of the colour wheel that a space may have. */
export const hues = Array.from({ length: 24 }, (_, step) => step * 15)

/** A space as its editor sends it; messages are keys of the locale. */
export const spaceSchema = z.object({
  name: z.string().trim().min(2, 'space.fault.name').max(60, 'space.fault.name'),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .max(60, 'space.fault.slug')
    .regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u, 'space.fault.slug'),
  description: z.string().trim().max(300, 'space.fault.description').default(''),
  kind: z.enum(spaceKinds, 'space.fault.choice'),
  hue: z
    .string()
    .regex(/^\d{1,3}$/, 'space.fault.choice')
    .transform(Number)
    .refine((hue) => hues.includes(hue), 'space.fault.choice'),
  sort: z.enum(spaceSorts, 'space.fault.choice'),
  parent: z
    .string()
    .regex(/^\d{0,9}$/, 'space.fault.parent')
    .transform((id) => (id === '' ? null : Number(id))),
  state: z.enum(['open', 'locked', 'archived'], 'space.fault.choice'),
})
export type SpaceInput = z.infer<typeof spaceSchema>
