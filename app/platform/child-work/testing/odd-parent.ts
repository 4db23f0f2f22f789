import { createChildWork } from '../child-work.ts'
import type { Wish } from './odd-child.ts'

// Has a child at hand, tells its number, and stays until it is killed.
const work = createChildWork<Wish, number>({
  file: new URL('./odd-child.ts', import.meta.url),
  timeLimitMs: 10_000,
  idleMs: 60_000,
  heapMiB: 64,
  lifetime: 100,
})
await work.ask({ do: 'double', number: 1 })
process.send?.(work.pid())
process.on('message', () => undefined)
