import { ask, type Answer } from './ask.ts'
import type { Built } from './built.ts'
import { faultsOf, mayShow } from './judge.ts'
import { verdictOn } from './oracle.ts'
import { PERSONAS, type Persona } from './people.ts'
import { asksForData, requestsOf, type Request } from './requests.ts'
import { createShapes, type Shapes } from './shapes.ts'
import type { World } from './world.ts'

/** Something that was shown to somebody who must not see it, or said in a way that nobody may. */
export type Leak = { persona: Persona; request: string; what: string }

export type Findings = {
  leaks: Leak[]
  /** Tokens that nobody has put into the oracle. */
  unknown: string[]
  /** What somebody may see and was shown nowhere: then the crawl proves nothing. */
  unseen: string[]
  requests: number
  shapes: Shapes
}

/** Requests in flight. */
const LANES = 8

/**
 * Asks for everything as everybody and compares what comes back with the oracle. `built` is the build that the server
 * serves. With `untilLeak` it ends soon after the first leak.
 */
export async function crawl(
  server: string,
  world: World,
  built: Built,
  options: { untilLeak?: boolean } = {},
): Promise<Findings> {
  const findings: Findings = { leaks: [], unknown: [], unseen: [], requests: 0, shapes: createShapes() }
  const seen = new Set<string>()
  const note = (persona: Persona, request: Request, answer: Answer) => {
    findings.requests += 1
    if (asksForData(request) && answer.status < 300) findings.shapes.add(persona, answer.body)
    const say = (what: string) =>
      findings.leaks.push({ persona, request: `${request.method ?? 'GET'} ${request.path}`, what })
    for (const fault of faultsOf(world, request, answer)) say(fault)
    for (const token of world.tokens.within(textOf(answer))) {
      seen.add(`${persona} ${token.word}`)
      if (!mayShow(world, token, persona, request)) say(`${token.thing}: ${token.field}`)
    }
  }
  // Visitors come last: what a cache kept of somebody else's page would be shown to them.
  for (const persona of PERSONAS.toReversed()) {
    const queue = requestsOf(world, built)
    const lane = async () => {
      for (let request = queue.pop(); request; request = queue.pop()) {
        if (options.untilLeak && findings.leaks.length > 0) return
        note(persona, request, await askAs(server, world, persona, request))
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  }
  return { ...findings, ...holesIn(world, seen) }
}

/** What the crawl did not prove. */
function holesIn({ tokens }: World, seen: ReadonlySet<string>): Pick<Findings, 'unknown' | 'unseen'> {
  const unknown = new Set<string>()
  const unseen: string[] = []
  for (const token of tokens.all()) {
    for (const persona of PERSONAS) {
      const verdict = verdictOn(token, persona)
      if (verdict === null) unknown.add(`${token.thing}: ${token.field}`)
      else if (verdict !== 'never' && !seen.has(`${persona} ${token.word}`))
        unseen.push(`${persona} ${token.thing}: ${token.field}`)
    }
  }
  return { unknown: [...unknown], unseen }
}

/** Visitors take what is kept, zipped as it is kept; zipping again for everybody else would only cost time. */
function askAs(server: string, { people }: World, persona: Persona, { path, method }: Request) {
  const cookie = people.get(persona)?.cookie
  const headers: Record<string, string> = cookie ? { cookie } : { 'accept-encoding': 'gzip' }
  return ask(server + path, { headers, ...(method ? { method } : {}) })
}

const textOf = ({ headers, body }: Answer) => `${headers.join('\n')}\n${body}`

/** The leaks, one line for each thing that was told: to whom, and how one of them got it. */
export function tellLeaks(leaks: readonly Leak[]): string[] {
  return [...Map.groupBy(leaks, (leak) => leak.what)].map(([what, same]) => {
    const personas = [...new Set(same.map(({ persona }) => persona))].join(', ')
    return `${what} → ${personas}: ${same[0]?.request} and ${same.length - 1} more`
  })
}
