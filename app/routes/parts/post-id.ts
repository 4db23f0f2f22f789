import { z } from 'zod'

/** The part of an address that names a post. What no post can have leads to the 404 page. */
export const postParams = z.object({
  post: z
    .string()
    .regex(/^\d+$/, 'A post’s address has its number in it, for example /p/1284.')
    .transform((text) => (text.length <= 10 && Number(text) <= 2_147_483_647 ? Number(text) : 0)),
})
