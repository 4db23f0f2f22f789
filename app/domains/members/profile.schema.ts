import { z } from 'zod'

/** One address with a scheme that opens a page: nothing that runs. */
const website = z
  .string()
  .trim()
  .max(300, 'profile.website.wrong')
  .transform((typed) => (typed === '' || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`))
  .refine((typed) => typed === '' || isWeb(typed), 'profile.website.wrong')
  .default('')

function isWeb(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === ''
}

/** The form by which a member changes their profile. */
export const profileSchema = z.object({
  handle: z
    .string()
    .max(200, 'join.handle.wrong')
    .transform((typed) => typed.trim().replace(/^@/, '')),
  name: z.string().trim().max(60, 'join.name.long').default(''),
  bio: z.string().trim().max(600, 'profile.bio.long').default(''),
  location: z.string().trim().max(80, 'profile.location.long').default(''),
  website,
})
