import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTemplate, THREAD, type Home } from '#tests/e2e/reliability-home.ts'

const ROUNDS = 20

/** What dies in a round, in turn. */
const victims = ['the server', 'the database', 'both at once'] as const

let home: Home

beforeAll(async () => {
  home = (await makeTemplate()).home
})
afterAll(() => home?.remove())

/** Writes one row after another until the connection breaks; answers which were acknowledged. */
async function writeUntilBroken(round: number, enough: () => void): Promise<string[]> {
  const client = await home.connect()
  const acknowledged: string[] = []
  try {
    for (let n = 0; n < 2_000; n += 1) {
      const key = `campaign.${round}.${n}`
      await client.query("insert into setting (key, value) values ($1, 'true')", [key])
      acknowledged.push(key)
      if (n === 50) enough()
    }
  } catch {
    // This is what the round is for.
  }
  await client.end().catch(() => undefined)
  return acknowledged
}

test(`killed ${ROUNDS} times with kill -9, it comes back each time and has what it acknowledged`, async () => {
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const victim = victims[round % victims.length]
    const server = await home.start()
    const { promise: enough, resolve } = Promise.withResolvers<void>()
    const reading = Promise.allSettled(Array.from({ length: 20 }, (_, n) => fetch(`${server.url}/?n=${n}`)))
    const writing = writeUntilBroken(round, resolve)
    await enough
    if (victim !== 'the server') process.kill(home.postmaster() ?? 0, 'SIGKILL')
    if (victim !== 'the database') await server.kill()
    acknowledged.push(...(await writing))
    await reading
    await server.kill()
    const again = await home.start()
    expect((await fetch(again.url + THREAD.path)).status, `round ${round}, after ${victim}`).toBe(200)
    const client = await home.connect()
    const { rows } = await client.query<{ key: string }>(
      "select key from setting where starts_with(key, 'campaign.')",
    )
    await client.end()
    const found = new Set(rows.map(({ key }) => key))
    expect(
      acknowledged.filter((key) => !found.has(key)),
      `round ${round}, after ${victim}`,
    ).toEqual([])
    await again.kill()
  }
  console.log(`${ROUNDS} rounds, ${acknowledged.length} acknowledged writes, none lost.`)
})
