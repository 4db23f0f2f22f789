import type { Token } from 'markdown-it'
import { LIMITS } from './limits.ts'
import { parseFileAddress } from './links.ts'
import { markdown } from './markdown.ts'
import { newPost, toEnv } from './post-environment.ts'

export interface FoundReferences {
  /** In lower case, as the keys of `References.members`. */
  handles: string[]
  threadIds: number[]
  postIds: number[]
  /** Of uploads that it shows, or links to. */
  fileKeys: string[]
}

/** Every source that refers to something has one of these in it. */
const MAY_REFER = /@|\/t\/|\/p\/|\/files\//

/**
 * Lists what a source mentions and links to, outside code, so that the caller can look up what every reader of the
 * post may know and hand it to `bakePost`. It runs the very rules of the bake with references that only take notes,
 * so both always agree. Addresses of other sites are taken for ours; ids that lead nowhere do no harm. Names beyond
 * the limits are left out and so stay plain text.
 */
export function findReferences(source: string): FoundReferences {
  const handles = new NoteTaker<string>(LIMITS.handles)
  const threads = new NoteTaker<number>(LIMITS.threads)
  const posts = new NoteTaker<number>(LIMITS.posts)
  let tokens: readonly Token[] = []
  if (MAY_REFER.test(source)) {
    const references = { members: handles, threads, posts, pictures: new Map() }
    tokens = markdown.parse(source.toWellFormed(), toEnv(newPost(references, null, '')))
  }
  return {
    handles: handles.asked(),
    threadIds: threads.asked(),
    postIds: posts.asked(),
    fileKeys: [...new Set(tokens.flatMap(fileKeysOf))].slice(0, LIMITS.files),
  }
}

function fileKeysOf({ children }: Token): string[] {
  return (children ?? []).flatMap((token) => {
    const address = token.type === 'image' ? token.attrGet('src') : token.attrGet('href')
    const file = address && parseFileAddress(String(address), null)
    return file ? [file.key] : []
  })
}

/** A map that knows nothing and remembers what it was asked for. */
class NoteTaker<Key> extends Map<Key, never> {
  readonly #keys = new Set<Key>()
  readonly #limit: number

  constructor(limit: number) {
    super()
    this.#limit = limit
  }

  override get(key: Key): undefined {
    if (this.#keys.size < this.#limit) this.#keys.add(key)
    return undefined
  }

  asked(): Key[] {
    return [...this.#keys]
  }
}
