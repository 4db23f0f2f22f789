import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { createChildWork } from './child-work.ts'
import type { Wish } from './testing/odd-child.ts'

const file = new URL('./testing/odd-child.ts', import.meta.url)
const usual = { file, timeLimitMs: 10_000, idleMs: 60_000, heapMiB: 64, lifetime: 100 }
let work = createChildWork<Wish, number>(usual)
const use = (more: Partial<typeof usual>) => (work = createChildWork<Wish, number>({ ...usual, ...more }))
afterEach(() => work.stop())

const double = (number: number) => work.ask({ do: 'double', number })
const isGone = (pid: number | null) => {
  try {
    return process.kill(pid ?? 0, 0) === null
  } catch {
    return true
  }
}

test('starts with the first question and answers the next ones from the same process', async () => {
  use({})
  expect(work.pid()).toBeNull()
  expect(await double(2)).toBe(4)
  const pid = work.pid()
  expect(pid).not.toBe(process.pid)
  expect(await double(3)).toBe(6)
  expect(work.pid()).toBe(pid)
})

test('a question that it can not answer is told as it is, and the process goes on', async () => {
  use({})
  await double(1)
  const pid = work.pid()
  await expect(work.ask({ do: 'throw' })).rejects.toThrow('I can not')
  expect(await double(2)).toBe(4)
  expect(work.pid()).toBe(pid)
})

test('a process that hangs is killed, and the next question has another', async () => {
  use({ timeLimitMs: 2_000 })
  await double(1)
  const pid = work.pid()
  await expect(work.ask({ do: 'hang' })).rejects.toThrow('longer than 2000 ms')
  await expect.poll(() => isGone(pid)).toBe(true)
  expect(await double(2)).toBe(4)
})

test('a process that dies at work fails its question alone', async () => {
  use({})
  await expect(work.ask({ do: 'die' })).rejects.toThrow('ended before it answered (3)')
  expect(await double(2)).toBe(4)
})

test('a process that was killed between two questions is replaced', async () => {
  use({})
  await double(1)
  const pid = work.pid()
  process.kill(pid ?? 0, 'SIGKILL')
  await expect.poll(() => work.pid()).toBeNull()
  expect(await double(2)).toBe(4)
})

test('goes when there is nothing to do, and when it has done enough', async () => {
  use({ idleMs: 50 })
  await double(1)
  const idle = work.pid()
  await expect.poll(() => isGone(idle)).toBe(true)
  use({ lifetime: 2 })
  await double(1)
  const first = work.pid()
  await double(2)
  expect(work.pid()).toBeNull()
  await expect.poll(() => isGone(first)).toBe(true)
  expect(await double(3)).toBe(6)
})

test('is given nothing of this environment', async () => {
  use({})
  expect(Object.keys(process.env).length).toBeGreaterThan(2)
  expect(await work.ask({ do: 'environment' })).toBeLessThanOrEqual(3)
})

test('goes with a parent that is killed', async () => {
  const parent = fork(fileURLToPath(new URL('./testing/odd-parent.ts', import.meta.url)), { execArgv: [] })
  const [pid] = (await once(parent, 'message')) as [number]
  expect(isGone(pid)).toBe(false)
  parent.kill('SIGKILL')
  await expect.poll(() => isGone(pid), { timeout: 10_000 }).toBe(true)
})

test('one that takes more memory than it may is gone, the heap of JavaScript apart', async () => {
  use({})
  await expect(work.ask({ do: 'eat' })).rejects.toThrow('SIGKILL')
  expect(await double(2)).toBe(4)
})
