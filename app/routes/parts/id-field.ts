import { z } from 'zod'

/** The id of something in a form that a page of ours made. */
export const idField = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((id) => id <= 2_147_483_647)
