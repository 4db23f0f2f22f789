import { z } from 'zod'

/** A day in the filter of a list, in UTC; nothing where the field was left empty. */
export const day = z
  .union([z.literal(''), z.iso.date()], { error: 'A day is written like 2026-05-01.' })
  .transform((text) => (text === '' ? undefined : new Date(`${text}T00:00:00Z`)))
  .optional()

/** The day as its field shows it. */
export const dayOf = (date: Date | undefined) => date?.toISOString().slice(0, 10) ?? ''

/** One of a few in the filter of a list; nothing where none was chosen. */
export function choice<const T extends string>(of: readonly T[]) {
  return z
    .union([z.literal(''), z.enum(of)], {
      error: 'There is nothing like that to choose. Start again from the whole list.',
    })
    .transform((chosen): T | undefined => (chosen === '' ? undefined : chosen))
    .optional()
}

/** The address of a filtered list, with what leads on. */
export function filteredHref(
  path: string,
  filter: Record<string, string>,
  more: string | null = null,
): string {
  const parts = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  if (more !== null) for (const [name, value] of new URLSearchParams(more)) parts.set(name, value)
  const query = parts.toString()
  return query ? `${path}?${query}` : path
}
