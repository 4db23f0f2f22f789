import type { z } from 'zod'

/** How a setting is shown and typed. */
export type SettingField =
  | { kind: 'text'; min: number; max: number; lines?: number }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'switch' }
  | { kind: 'zone' }

/** Something that an admin may choose. Its name and what it does are said by the locale: `setting.<id>`, `setting.<id>.about`. */
export type Setting<T> = {
  group: string
  /** What holds while nobody chose. */
  standard: T
  schema: z.ZodType<T>
  field: SettingField
  /** Takes proof that it is really them who ask. */
  sensitive?: boolean
}

/** A value as its field has it. */
export function typedOf(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

/** What a field had, as a value that the schema may take. */
export function valueOf({ field }: Setting<unknown>, typed: string): unknown {
  if (field.kind !== 'switch') return typed
  return typed === 'on' ? true : typed === 'off' ? false : typed
}
