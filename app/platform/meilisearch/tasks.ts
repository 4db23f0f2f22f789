import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ask, type Address } from './ask.ts'
import { MeilisearchAway, MeilisearchTaskFailed } from './errors.ts'

/** What every write answers: the work is queued, not done. */
export const queuedTask = z.object({ taskUid: z.int().nonnegative() })

const task = z.object({
  status: z.enum(['enqueued', 'processing', 'succeeded', 'failed', 'canceled']),
  error: z.object({ code: z.string().regex(/^[a-z_]{1,60}$/) }).nullable(),
})

/** Milliseconds between two looks at a task: quick at first, at most once a second. */
const FIRST_PAUSE = 20
const LONGEST_PAUSE = 1_000

/**
 * Waits until a task succeeded. Throws MeilisearchTaskFailed when it failed or was cancelled, and MeilisearchAway when it is
 * not done after `patience` milliseconds: it may still be done later.
 */
export async function settled(
  address: Address,
  taskUid: number,
  { within, patience, signal }: { within: number; patience: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const end = performance.now() + patience
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.6, LONGEST_PAUSE)) {
    const { status, error } = await ask(address, {
      method: 'GET',
      path: `tasks/${taskUid}`,
      within,
      answer: task,
    })
    if (status === 'succeeded') return
    if (status === 'failed') throw new MeilisearchTaskFailed(taskUid, error?.code ?? 'internal')
    if (status === 'canceled') throw new MeilisearchTaskFailed(taskUid, 'canceled')
    if (performance.now() > end) throw new MeilisearchAway(`task ${taskUid} is not done`)
    await wait(pause, undefined, { signal })
  }
}
