import { isDeepStrictEqual } from 'node:util'
import { ask, type Answer } from './ask.ts'
import { dataPath } from './requests.ts'
import type { Persona } from './people.ts'
import type { World } from './world.ts'

/** What is hidden, beside the same address of what never was. */
function pairs({ threads, spaces, tokens }: World): [hidden: string, nothing: string][] {
  const pairsOf = (name: 'insiders thread' | 'held thread' | 'deleted thread'): [string, string][] => {
    const { id, slug, postIds, topicId } = threads[name]
    return [
      [`/t/${id}`, '/t/765432'],
      [`/t/${id}/${slug}`, `/t/765432/${slug}`],
      [`/t/${id}/other-words?page=2`, '/t/765432/other-words?page=2'],
      [`/t/${id}/${slug}/2`, `/t/765432/${slug}/2`],
      [`/t/${id}/${slug}?date=2020-01-01`, `/t/765432/${slug}?date=2020-01-01`],
      [`/t/some-title/${topicId}`, '/t/some-title/76543210'],
      [`/t/some-title/${topicId}/2`, '/t/some-title/76543210/2'],
      [`/p/${postIds[1]}`, '/p/765432'],
      [`/t/${id}/feed.rss`, '/t/765432/feed.rss'],
      [`/card/thread/${id}/0.png`, '/card/thread/765432/0.png'],
      [`/t/some-title/${topicId}.rss`, '/t/some-title/76543210.rss'],
    ]
  }
  return [
    ...pairsOf('insiders thread'),
    ...pairsOf('held thread'),
    ...pairsOf('deleted thread'),
    [`/s/${spaces['insiders space'].slug}`, '/s/no-such-space'],
    [`/s/${spaces['insiders space'].slug}?sort=top`, '/s/no-such-space?sort=top'],
    [`/s/${spaces['insiders space'].oldSlug}`, '/s/no-such-space'],
    [`/s/${spaces['insiders space'].slug}/feed.atom`, '/s/no-such-space/feed.atom'],
    [`/s/${spaces['insiders space'].oldSlug}/feed.json`, '/s/no-such-space/feed.json'],
    [`/card/space/${spaces['insiders space'].slug}/0.png`, '/card/space/no-such-space/0.png'],
    [`/card/space/${spaces['insiders space'].oldSlug}/0.png`, '/card/space/no-such-space/0.png'],
    [`/c/any/${spaces['insiders space'].categoryId}.rss`, '/c/any/76543210.rss'],
    [`/tags/${tokens.of('insiders thread', 'tag')}/feed.rss`, '/tags/no-such-tag/feed.rss'],
    [`/tag/${tokens.of('held thread', 'tag')}`, '/tag/no-such-tag'],
    [`/tags/${tokens.of('insiders thread', 'tag')}`, '/tags/no-such-tag'],
    [`/tags/${tokens.of('held thread', 'tag')}?sort=new`, '/tags/no-such-tag?sort=new'],
  ]
}

const forms: [name: string, of: (path: string) => string][] = [
  ['document', (path) => path],
  ['data', dataPath],
  ['data of one route', (path) => dataPath(path, `_routes=routes%2F${routeOf(path)}`)],
]

const routes: Record<string, string> = { t: 'thread', p: 'post', s: 'space', tags: 'tag' }
const routeOf = (path: string) => routes[path.split('/')[1] ?? ''] ?? ''

/** The time; and what is made of the body, which is compared itself. */
const OF_BODY = new Set(['date', 'etag', 'content-length'])

/** What differs between two answers to the very same request: its id, its nonce, the time, the address itself. */
function withoutChance({ status, headers, body }: Answer, path: string): Answer {
  const page = path.split('?')[0] ?? path
  const blank = (text: string) =>
    text
      .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')
      .replaceAll(/nonce(="|-)[\w-]{22}/g, 'nonce')
      // The way in leads back to where one was, so it has the address in it.
      .replaceAll(encodeURIComponent(page), 'ADDRESS')
      .replaceAll(page, 'ADDRESS')
  const kept = headers.flatMap((name, at) =>
    at % 2 === 0 && !OF_BODY.has(name.toLowerCase()) ? [`${name}: ${headers[at + 1]}`] : [],
  )
  return { status, headers: kept.map(blank), body: blank(body) }
}

/**
 * Asks for what is hidden and for what never was, and tells where the two answers differ by more than chance, or where
 * a document is not a 404.
 */
export async function differences(server: string, world: World, persona: Persona): Promise<string[]> {
  const cookie = world.people.get(persona)?.cookie
  const answer = async (path: string, of: (path: string) => string) =>
    withoutChance(await ask(server + of(path), { headers: cookie ? { cookie } : {} }), path)
  const found: string[] = []
  for (const [hidden, nothing] of pairs(world)) {
    for (const [name, of] of forms) {
      const [told, expected] = await Promise.all([answer(hidden, of), answer(nothing, of)])
      if (!isDeepStrictEqual(told, expected))
        found.push(`${name} of ${hidden}: ${tellDifference(told, expected)}`)
      if (name === 'document' && told.status !== 404) found.push(`${hidden} answers ${told.status}`)
    }
  }
  return found
}

function tellDifference(told: Answer, expected: Answer): string {
  if (told.status !== expected.status) return `${told.status} and not ${expected.status}`
  const headers = told.headers.filter((line, at) => line !== expected.headers[at])
  if (headers.length > 0) return headers.join(', ')
  const at = [...told.body].findIndex((letter, index) => letter !== expected.body[index])
  return `“…${told.body.slice(Math.max(0, at - 40), at + 40)}…”`
}
