import type { z } from 'zod'
import { translator, type MessageKey } from '#app/locales/translate.ts'
import { badRequest } from './errors.ts'
import type { RequestContext } from './request-context.ts'
import type { FormErrors, FormRefusal } from './form.ts'

/** Bytes and fields of a form that is no upload. */
const MOST_BYTES = 1_000_000
const MOST_FIELDS = 200

/** Fields whose values never go back to the page. */
const SECRETS = new Set(['password', 'code', 'token'])

export type ReadForm<S extends z.ZodType> = { value: z.infer<S> } | { refusal: FormRefusal }

/**
 * Reads a form that was sent. A field that is wrong gets a sentence, and what was typed goes back with it; a message of the
 * schema that is a key of the locale is said in the language of the site. Throws 400 for what no form of ours sends: another
 * type, a field twice, more than fits. Fields that the schema does not know are left out, and logged by name.
 */
export async function readForm<S extends z.ZodType>(
  ctx: RequestContext,
  request: Request,
  schema: S,
): Promise<ReadForm<S>> {
  const fields = await fieldsOf(request)
  const typed = Object.fromEntries(fields)
  const result = schema.safeParse(typed)
  if (result.success) {
    const known = new Set(Object.keys(result.data as object))
    const unknown = [...fields.keys()].filter((name) => !known.has(name))
    if (unknown.length > 0)
      ctx.services.log.info(
        { requestId: ctx.requestId, unknown: unknown.join(' ').slice(0, 200) },
        'unknown fields of a form',
      )
    return { value: result.data }
  }
  const errors: FormErrors = {}
  const t = translator(ctx.site.locale)
  for (const { path, message } of result.error.issues)
    errors[String(path[0] ?? '')] ??= t(message as MessageKey)
  return { refusal: { values: echo(fields), errors } }
}

/** What was typed, for the page to show again. */
function echo(fields: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...fields].filter(([name]) => !SECRETS.has(name)))
}

/** Says no to a form that was read: the same answer as for a field that is wrong. */
export function refuseForm(value: Record<string, unknown>, errors: FormErrors): FormRefusal {
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { values: echo(new Map(texts)), errors }
}

async function fieldsOf(request: Request): Promise<Map<string, string>> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded')
    throw badRequest('This address takes forms, and nothing else.')
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(await bodyOf(request))) {
    if (fields.has(name)) throw badRequest(`“${name.slice(0, 40)}” was sent twice; each field is sent once.`)
    if (fields.size >= MOST_FIELDS) throw badRequest('That is more fields than any form here has.')
    // PostgreSQL has no place for NUL, and people can't type it.
    fields.set(name, value.replaceAll('\u0000', ''))
  }
  return fields
}

/** The body as text; a body without a length is cut off where it is too long, too. */
async function bodyOf(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength
    if (bytes > MOST_BYTES) throw badRequest('That is more than one form may carry (1 MB).')
    chunks.push(read.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}
