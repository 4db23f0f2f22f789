import { z } from 'zod'
import { categoriesSchema, topicSchema } from './discourse.schema.ts'
import type { DiscourseCategory, DiscourseTopic } from './discourse.schema.ts'
import { ImportError } from './import-error.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Reads a topic's file. Throws an ImportError that names the file, the field and what is wrong with it. */
export function parseTopic(name: string, bytes: Uint8Array): DiscourseTopic {
  const json = parseJson(name, bytes)
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  if (!isObject || !('post_stream' in json)) throw invalid(name, 'a topic with its post_stream is expected')
  return check(topicSchema, name, json)
}

/** The categories of `categories.json` or `site.json`. */
export function parseCategories(name: string, bytes: Uint8Array): DiscourseCategory[] {
  const json = parseJson(name, bytes)
  const list = z.object({ category_list: z.unknown() }).safeParse(json)
  return check(categoriesSchema, name, list.success ? list.data.category_list : json).categories
}

/** Whether a file lists categories instead of holding a topic. */
export function listsCategories(name: string): boolean {
  return /(?:^|\/)(?:categories|site)\.json$/i.test(name)
}

function parseJson(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : ''
    throw new ImportError(
      'json_broken',
      `“${name}” is not valid JSON: ${detail}.`,
      'Nothing was changed. Get this file again, or leave it out of the archive.',
      { cause },
    )
  }
}

function check<T extends z.ZodType>(schema: T, name: string, json: unknown): z.infer<T> {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalid(name, issue ? `${fieldOf(issue.path)}: ${issue.message}` : result.error.message)
}

function invalid(name: string, what: string): ImportError {
  return new ImportError(
    'topic_invalid',
    `“${name}” is not as Discourse writes it: ${what}.`,
    'Nothing was changed. Get this file again, or leave it out of the archive.',
  )
}

/** `post_stream.posts[3].cooked` */
function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
