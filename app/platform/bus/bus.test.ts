import { pino } from 'pino'
import { afterEach, describe, expect, inject, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { type Bus, createBus, type JsonValue } from './bus.ts'
import { MAX_PAYLOAD_BYTES, MessageTooLargeError } from './envelope.ts'

const { pool, kysely, prisma, url } = await testDatabase()
const log = pino({ level: 'silent' })
const open: Bus[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()))
})

async function openBus(heartbeat = { everyMs: 60_000, timeoutMs: 2_000 }, to = log): Promise<Bus> {
  const bus = createBus({ url, pool, log: to, heartbeat })
  open.push(bus)
  await bus.ready()
  return bus
}

function listen(bus: Bus, channel = 'test') {
  const heard: JsonValue[] = []
  bus.subscribe(channel, (message) => heard.push(message))
  return heard
}

const listeningBackends = async () => {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'guildhall-bus' and datname = current_database()`,
  )
  return rows.map((row) => row.pid)
}

describe('messages', () => {
  test('reach every process, the sender included, on their channel only', async () => {
    const [one, two] = [await openBus(), await openBus()]
    const meta: boolean[] = []
    one.subscribe('test', (_message, { own }) => meta.push(own))
    const heard = [listen(one), listen(two), listen(two, 'other')]
    await one.publish('test', { tags: ['thread:1'] })
    await two.publish('test', 'ünïcode \u0000 \ud800')
    await Promise.all([one.caughtUp(), two.caughtUp()])
    const both = [{ tags: ['thread:1'] }, 'ünïcode \u0000 \ud800']
    expect(heard).toEqual([both, both, []])
    expect(meta).toEqual([true, false])
  })

  test('published in a transaction are delivered by its commit, and never after a rollback', async () => {
    const [writer, reader] = [await openBus(), await openBus()]
    const heard = listen(reader)
    const client = await pool.connect()
    await client.query('begin')
    await writer.publish('test', 'committed', client)
    await writer.publish('test', 'before the commit')
    await reader.caughtUp()
    expect(heard).toEqual(['before the commit'])
    await client.query('commit')
    await reader.caughtUp()
    expect(heard).toEqual(['before the commit', 'committed'])
    await client.query('begin')
    await writer.publish('test', 'rolled back', client)
    await client.query('rollback')
    client.release()
    await writer.publish('test', 'after')
    await reader.caughtUp()
    expect(heard).toEqual(['before the commit', 'committed', 'after'])
  })

  test('are published in transactions of Kysely and Prisma as well', async () => {
    const bus = await openBus()
    const heard = listen(bus)
    await kysely.transaction().execute((tx) => bus.publish('test', 'kysely', tx))
    await prisma.$transaction((tx) => bus.publish('test', 'prisma', tx))
    const failed = prisma.$transaction(async (tx) => {
      await bus.publish('test', 'never', tx)
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    await bus.caughtUp()
    expect(heard).toEqual(['kysely', 'prisma'])
  })

  test('of one transaction that are equal all arrive', async () => {
    const bus = await openBus()
    const heard = listen(bus)
    const client = await pool.connect()
    await client.query('begin')
    for (let i = 0; i < 3; i++) await bus.publish('test', 'same', client)
    await client.query('commit')
    client.release()
    await bus.caughtUp()
    expect(heard).toEqual(['same', 'same', 'same'])
  })

  test('above the limit are refused with advice, and the largest one passes', async () => {
    const bus = await openBus()
    const heard = listen(bus)
    const sizeOf = (message: string) =>
      Buffer.byteLength(JSON.stringify({ channel: 'test', message, origin: crypto.randomUUID(), n: 0 }))
    const largest = 'x'.repeat(MAX_PAYLOAD_BYTES - sizeOf(''))
    await bus.publish('test', largest)
    await expect(bus.publish('test', `${largest}é`)).rejects.toThrow(MessageTooLargeError)
    await bus.caughtUp()
    expect(heard).toEqual([largest])
  })

  test('that are none of ours are ignored', async () => {
    const bus = await openBus()
    const heard = listen(bus)
    for (const payload of [
      '',
      'no json',
      'null',
      '[]',
      '{"channel":"test"}',
      '{"channel":"test","origin":"x","n":1}',
    ]) {
      await pool.query(`select pg_notify('guildhall', $1)`, [payload])
    }
    await bus.publish('test', 'fine')
    await bus.caughtUp()
    expect(heard).toEqual(['fine'])
  })
})

test('a commit is heard when caughtUp resolves, 100 times in a row', async () => {
  const bus = await openBus()
  const heard = listen(bus)
  const client = await pool.connect()
  for (let i = 0; i < 100; i++) {
    await client.query('begin')
    await bus.publish('test', i, client)
    await client.query('commit')
    await bus.caughtUp()
    expect(heard.at(-1)).toBe(i)
  }
  client.release()
})

test('a listener that throws is logged and disturbs nobody', async () => {
  const lines: string[] = []
  const bus = await openBus(undefined, pino({}, { write: (line) => lines.push(line) }))
  bus.subscribe('test', () => {
    throw new Error('at once')
  })
  bus.subscribe('test', async () => {
    throw new Error('later')
  })
  const heard = listen(bus)
  await bus.publish('test', 'still heard')
  await bus.caughtUp()
  expect(heard).toEqual(['still heard'])
  await vi.waitFor(() => expect(lines.join()).toMatch(/at once[^]*later/))
})

test('who stopped listening hears nothing more', async () => {
  const bus = await openBus()
  const heard: JsonValue[] = []
  const stop = bus.subscribe('test', (message) => heard.push(message))
  const listener = listen(bus)
  await bus.publish('test', 1)
  await bus.caughtUp()
  stop()
  await bus.publish('test', 2)
  await bus.caughtUp()
  expect(heard).toEqual([1])
  expect(listener).toEqual([1, 2])
})

const remoteServer = inject('testServer').url !== null
if (remoteServer)
  console.info('Skipped: freezing a session needs the built-in PostgreSQL, not one at an address')

describe('a lost connection', () => {
  test('is replaced, everybody is told to reset, and messages flow again', async () => {
    const bus = await openBus()
    const heard = listen(bus)
    let resets = 0
    const stop = bus.onReset(() => resets++)
    for (let round = 1; round <= 3; round++) {
      for (const pid of await listeningBackends()) await pool.query('select pg_terminate_backend($1)', [pid])
      await vi.waitFor(() => expect(resets).toBe(round), { timeout: 10_000 })
      await bus.publish('test', round)
      await bus.caughtUp()
      expect(heard.at(-1)).toBe(round)
    }
    stop()
  })

  test('keeps caughtUp waiting for the reset', async () => {
    const bus = await openBus()
    let resets = 0
    bus.onReset(() => resets++)
    for (const pid of await listeningBackends()) await pool.query('select pg_terminate_backend($1)', [pid])
    await bus.caughtUp()
    expect(resets).toBe(1)
  })

  test.skipIf(remoteServer)('that only stopped answering is found by asking', async () => {
    const bus = await openBus({ everyMs: 20, timeoutMs: 100 })
    const heard = listen(bus)
    let resets = 0
    bus.onReset(() => resets++)
    const [pid] = await listeningBackends()
    process.kill(pid as number, 'SIGSTOP')
    try {
      await vi.waitFor(() => expect(resets).toBe(1), { timeout: 10_000 })
      await bus.publish('test', 'heard on the new connection')
      await bus.caughtUp()
      expect(heard).toEqual(['heard on the new connection'])
    } finally {
      process.kill(pid as number, 'SIGCONT')
    }
  })
})

test('a bus that was never connected closes, and says so to those who wait', async () => {
  const bus = createBus({ url: 'postgresql://127.0.0.1:1/nowhere', pool, log })
  const ready = bus.ready()
  await bus.close()
  await expect(ready).rejects.toThrow('closed before')
  await bus.caughtUp()
})
