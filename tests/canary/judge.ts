import type { Answer } from './ask.ts'
import { verdictOn } from './oracle.ts'
import { showsSession, type Persona } from './people.ts'
import type { Request } from './requests.ts'
import type { Token } from './tokens.ts'
import type { World } from './world.ts'

/** What is wrong with an answer whatever it shows. */
export function faultsOf({ people }: World, { path }: Request, answer: Answer): string[] {
  const { status, headers, body } = answer
  const faults = []
  if (status === 429) faults.push('turns the crawl away, which learns nothing then')
  if (status >= 500) faults.push(`answers ${status}`)
  if (path.includes('_data=') && status !== 400) faults.push(`answers ${status} to the old way of asking`)
  if (!isFile(path) && isShared(answer)) faults.push('lets caches share what one person asked for')
  if (showsSession(people, body) || showsSession(people, headers.join('\n'))) faults.push('shows a session')
  return faults
}

/** The same for everybody by its nature; the manifest tells which addresses a page could have. */
const isFile = (path: string) =>
  /\.(svg|txt|xml|png)$|\/feed\.(rss|atom|json)$|^\/(__manifest|oembed\?)/.test(path)

/** Whether proxies may hand an answer on. */
function isShared({ headers }: Answer): boolean {
  const at = headers.findIndex((name) => name.toLowerCase() === 'cache-control')
  return /public|s-maxage/.test(headers[at + 1] ?? '')
}

/** Whether the oracle lets an answer show a token. What the asker sent, they may get back. */
export function mayShow(world: World, token: Token, persona: Persona, { address }: Request): boolean {
  const verdict = verdictOn(token, persona)
  if (verdict === 'seen' || address.path.includes(token.word)) return true
  if (verdict === 'here' && address.about === token.thing) return true
  return address.profile !== undefined && address.profile === handleOf(world, token)
}

/** The handle of the member whose name a token is. */
function handleOf({ tokens }: World, { thing, field }: Token): string | null {
  const whose = field.replace(/’s name$/, '')
  return ['author', 'replier'].includes(whose) ? tokens.of(thing, whose) : null
}
