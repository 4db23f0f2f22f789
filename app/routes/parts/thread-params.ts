import { z } from 'zod'

/** `/t/<id>/<slug>/…`; ids beyond PostgreSQL's integers name nothing. */
export const threadParams = z.object({
  thread: z
    .string()
    .regex(/^\d{1,10}$/, 'A thread’s address begins with its number, for example /t/12/a-title.')
    .transform((text) => (Number(text) <= 2_147_483_647 ? Number(text) : 0)),
})
