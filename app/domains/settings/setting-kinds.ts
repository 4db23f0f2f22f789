import { z } from 'zod'
import type { Setting } from './setting.ts'

type More = { sensitive?: boolean }

/** Words, from `min` to `max` characters. */
export function text<const G extends string>(
  group: G,
  standard: string,
  field: { min: number; max: number; lines?: number },
  more: More = {},
) {
  const schema = z.string().trim().min(field.min).max(field.max)
  return {
    group,
    standard,
    schema,
    field: { kind: 'text', ...field },
    ...more,
  } as const satisfies Setting<string>
}

/** One of a few; each is named in the locale (`setting.<id>.<option>`). */
export function choice<const G extends string, const O extends string>(
  group: G,
  standard: NoInfer<O>,
  options: readonly O[],
  more: More = {},
) {
  const schema: z.ZodType<O> = z.enum(options)
  return {
    group,
    standard,
    schema,
    field: { kind: 'choice', options },
    ...more,
  } as const satisfies Setting<O>
}

/** On or off. */
export function toggle<const G extends string>(group: G, standard: boolean, more: More = {}) {
  return {
    group,
    standard,
    schema: z.boolean(),
    field: { kind: 'switch' },
    ...more,
  } as const satisfies Setting<boolean>
}

/** The name of a time zone. */
export function zone<const G extends string>(group: G, standard: string, more: More = {}) {
  const schema = z.string().trim().refine(isZone)
  return { group, standard, schema, field: { kind: 'zone' }, ...more } as const satisfies Setting<string>
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
