import { expect, test } from 'vitest'
import { visitor, type Actor } from '#app/domains/access/actor.ts'
import { createMemoryLimits } from '#app/platform/limits/memory-limits.ts'
import { createMetrics } from '#app/platform/metrics.ts'
import { createRequestLimits, type LimitName } from './request-limits.ts'

const MINUTE = 60_000

/** Limits on a clock that is turned by hand. */
function limitsAt(factor = 1) {
  let now = 1_700_000_000_000
  const store = createMemoryLimits({ now: () => new Date(now) })
  const metrics = createMetrics()
  const limiter = {
    take: async (charges: Parameters<typeof store.take>[0]) => store.take(charges),
    close() {},
  }
  const limits = createRequestLimits({ limiter, factor, metrics })
  const ask = async (limit: LimitName, network: string | null, actor: Actor = visitor) => {
    const outcome = await limits.within(limit, { actor, network }, () => Promise.resolve('found'))
    return 'refused' in outcome ? outcome.refused : outcome.done
  }
  return { ask, metrics, turnTo: (at: number) => (now = 1_700_000_000_000 + at) }
}

const member = (accountId: number): Actor => ({
  kind: 'member',
  memberId: accountId,
  accountId,
  handle: `m${accountId}`,
  displayName: '',
  role: 'member',
  trustLevel: 1,
  suspended: false,
  moderates: [],
})

/** What somebody asks who types twelve letters, seven a second, and then looks at the results. */
const oneSearch = (start: number) => [
  ...Array.from({ length: 12 }, (_, letter) => ({ at: start + letter * 140, limit: 'suggest' as const })),
  { at: start + 2_000, limit: 'search' as const },
]

test('who types quickly for half an hour is never refused', async () => {
  const { ask, turnTo } = limitsAt()
  for (let at = 0; at < 30 * MINUTE; at += 120) {
    turnTo(at)
    expect(await ask('suggest', '203.0.113.9')).toBe('found')
    if (at % 1_200 === 0) expect(await ask('search', '203.0.113.9')).toBe('found')
  }
})

test('an office of fifty behind one address searches all at once, and then each once a minute, for an hour', async () => {
  const { ask, turnTo } = limitsAt()
  const people = Array.from({ length: 50 }, (_, person) => person)
  const atOnce = people.flatMap((person) => oneSearch(person * 100))
  const later = people.flatMap((person) =>
    Array.from({ length: 60 }, (_, minute) => oneSearch((minute + 1) * MINUTE + person * 1_200)).flat(),
  )
  for (const { at, limit } of [...atOnce, ...later].sort((a, b) => a.at - b.at)) {
    turnTo(at)
    expect(await ask(limit, '203.0.113.9'), `${limit} at ${at}`).toBe('found')
  }
})

test('a machine that asks on and on is refused soon, by network, and told when to come back', async () => {
  const { ask, metrics } = limitsAt()
  let found = 0
  while ((await ask('search', '203.0.113.9')) === 'found') found++
  expect(found).toBe(120)
  expect(await ask('search', '203.0.113.9')).toEqual({ because: 'own', seconds: 1 })
  expect(await ask('search', '203.0.113.10')).toBe('found')
  expect(await ask('suggest', '203.0.113.9')).toBe('found')
  expect((await metrics.refusals.get()).values).toEqual([
    expect.objectContaining({ labels: { limit: 'search', because: 'own' }, value: 2 }),
  ])
})

test('a member may ask for more, and is counted apart from everybody else at the same address', async () => {
  const { ask } = limitsAt()
  while ((await ask('search', '203.0.113.9')) === 'found');
  let found = 0
  while ((await ask('search', '203.0.113.9', member(1))) === 'found') found++
  expect(found).toBe(240)
  expect(await ask('search', '203.0.113.9', member(2))).toBe('found')
  // Another address is no other allowance.
  expect(await ask('search', '198.51.100.1', member(1))).not.toBe('found')
})

test('the factor of the operator multiplies, and what is made for everybody costs nobody', async () => {
  const { ask } = limitsAt(0.1)
  let found = 0
  while ((await ask('search', 'a')) === 'found') found++
  expect(found).toBe(12)
  for (let n = 0; n < 100; n++) expect(await ask('search', null)).toBe('found')
})

test('one network has four at once at most; the rest of its questions wait', async () => {
  const { metrics } = limitsAt()
  const limits = createRequestLimits({ limiter: { take: async () => 0, close() {} }, factor: 1, metrics })
  const { promise: end, resolve } = Promise.withResolvers<void>()
  let running = 0
  const ask = (network: string) =>
    limits.within('search', { actor: visitor, network }, async () => {
      running++
      await end
    })
  const all = Array.from({ length: 10 }, () => ask('203.0.113.9'))
  await new Promise((done) => setImmediate(done))
  expect(running).toBe(4)
  const others = [ask('198.51.100.1'), ask('198.51.100.2'), ask('198.51.100.3')]
  await new Promise((done) => setImmediate(done))
  expect(running).toBe(6)
  resolve()
  await Promise.all([...all, ...others])
  expect(running).toBe(13)
})
