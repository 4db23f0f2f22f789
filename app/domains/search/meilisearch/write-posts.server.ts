import { MeilisearchRefused, MeilisearchTaskFailed } from '#app/platform/meilisearch/errors.ts'
import type { Meilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { cursorDocument, type IndexCursor } from './index-cursor.ts'
import type { PostDocument } from './post-index.ts'

type Server = Pick<Meilisearch, 'writeDocuments' | 'removeDocuments'>
type Refusal = { id: number; code: string }

/** Most bytes of text that are sent at once: far below what Meilisearch takes, and little to keep in memory. */
const MOST_BYTES = 4_000_000

/**
 * Brings posts into an index and removes others, then the cursor. Posts that Meilisearch will not take are found by
 * halving, set aside and returned in the cursor; they hold up nobody. Throws when it takes nothing at all.
 */
export async function writePosts(
  server: Server,
  index: string,
  { written, removed }: { written: PostDocument[]; removed: number[] },
  cursor: IndexCursor,
  signal?: AbortSignal,
): Promise<IndexCursor> {
  const options = signal ? { signal } : {}
  if (removed.length > 0) await server.removeDocuments(index, removed, options)
  const parts = bySize(written)
  const last = parts.pop() ?? []
  const refused: Refusal[] = []
  for (const part of parts) refused.push(...(await writeOrHalve(server, index, part, options)))
  const forgetRefused = () =>
    // An older text of them must not be found any more.
    refused.length > 0
      ? server.removeDocuments(
          index,
          refused.map(({ id }) => id),
          options,
        )
      : undefined
  const touched = new Set([...removed, ...written.map(({ id }) => id)])
  const state = (): IndexCursor => ({
    ...cursor,
    setAside: [...cursor.setAside.filter(({ id }) => !touched.has(id)), ...refused],
  })
  try {
    await forgetRefused()
    await server.writeDocuments(index, [...last, cursorDocument(state())], options)
  } catch (error) {
    if (!isRefusal(error) || last.length === 0) throw error
    refused.push(...(await writeOrHalve(server, index, last, options)))
    await forgetRefused()
    await server.writeDocuments(index, [cursorDocument(state())], options)
  }
  return state()
}

/** Writes what can be written, and answers with the rest. */
async function writeOrHalve(
  server: Server,
  index: string,
  documents: PostDocument[],
  options: { signal?: AbortSignal },
): Promise<Refusal[]> {
  try {
    await server.writeDocuments(index, documents, options)
    return []
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [only] = documents
    if (documents.length === 1 && only) return [{ id: only.id, code: error.code }]
    const middle = Math.ceil(documents.length / 2)
    const first = await writeOrHalve(server, index, documents.slice(0, middle), options)
    const second = await writeOrHalve(server, index, documents.slice(middle), options)
    // Nothing of several posts was taken: it is not the posts.
    if (documents.length > 2 && first.length + second.length === documents.length) throw error
    return [...first, ...second]
  }
}

/** Whether it may be the documents' fault. A key that is wrong, or an index that is gone, is nobody's but ours. */
function isRefusal(error: unknown): error is MeilisearchRefused | MeilisearchTaskFailed {
  if (error instanceof MeilisearchRefused) return error.status === 413 || error.status === 400
  return (
    error instanceof MeilisearchTaskFailed &&
    !/^(index_not_found|canceled|no_space|database_size)/.test(error.code)
  )
}

function bySize(documents: PostDocument[]): PostDocument[][] {
  const parts: PostDocument[][] = []
  let bytes = Infinity
  for (const document of documents) {
    // Letters are one to three bytes; what matters is the order of magnitude.
    const size = 400 + 2 * (document.text.length + (document.title ?? document.topic ?? '').length)
    if (bytes + size > MOST_BYTES) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(document)
    bytes += size
  }
  return parts
}
