/*
 * How many requests per second the fast lane answers, as a share of what a bare `node:http` server answers that sends
 * the same bytes from memory. Both run in turn in one process each; the load comes from this one. The CPU time per request
 * is the steadier figure on a machine that does other things as well.
 * Run: node app/http/page-cache/bench.ts
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

interface Result {
  requests: { average: number; total: number }
  latency: { p99: number }
  non2xx: number
}
type Autocannon = (options: {
  url: string
  connections: number
  duration: number
  headers: Record<string, string>
}) => Promise<Result>

const CONNECTIONS = 8
const SECONDS = 4
const ROUNDS = 3

async function startServer(kind: 'bare' | 'cache'): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('./bench-server.ts', import.meta.url)), [kind])
  const [port] = await once(child, 'message')
  return { url: `http://127.0.0.1:${port}/t/12/hello`, child }
}

async function measure(encoding: string): Promise<void> {
  const autocannon: Autocannon = createRequire(import.meta.url)('autocannon')
  const [bare, cache] = [await startServer('bare'), await startServer('cache')]
  const headers = { 'accept-encoding': encoding }
  const run = async ({ url, child }: typeof bare, duration = SECONDS) => {
    const before = await cpuOf(child)
    const result = await autocannon({ url, connections: CONNECTIONS, duration, headers })
    if (result.non2xx > 0) throw new Error('A server answered with an error')
    const perSecond = result.requests.average
    return {
      perSecond,
      p99: result.latency.p99,
      cpu: ((await cpuOf(child)) - before) / result.requests.total,
    }
  }
  // Warm both, and let the page become one in demand.
  await run(bare, 1)
  await run(cache, 1)
  const rounds: { requests: number; cpu: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [await run(bare), await run(cache)]
    const ratios = { requests: other.perSecond / one.perSecond, cpu: one.cpu / other.cpu }
    rounds.push(ratios)
    tell(`${encoding}: bare ${line(one)}; cache ${line(other)}; ratio ${ratios.requests.toFixed(2)}`)
  }
  const median = (of: 'requests' | 'cpu') =>
    rounds
      .map((ratios) => ratios[of])
      .sort((a, b) => a - b)
      [Math.floor(ROUNDS / 2)]?.toFixed(2)
  tell(`${encoding}: ${median('requests')} of the requests, ${median('cpu')} by CPU time (bar: 0.33)\n`)
  bare.child.kill()
  cache.child.kill()
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [microseconds] = await once(child, 'message')
  return microseconds
}

const tell = (text: string) => process.stdout.write(`${text}\n`)

const line = ({ perSecond, p99, cpu }: { perSecond: number; p99: number; cpu: number }) =>
  `${perSecond.toFixed(0)}/s, p99 ${p99} ms, CPU ${cpu.toFixed(0)} µs`

for (const encoding of ['br', 'gzip', 'identity']) await measure(encoding)
