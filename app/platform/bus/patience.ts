import { setTimeout as wait } from 'node:timers/promises'

/**
 * Whether `promise` fulfils within `ms`; a rejection counts as no. A process that was too busy to look gets one more
 * look at its sockets before the answer is no.
 */
export async function fulfilsWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let settled: boolean | undefined
  const outcome = promise.then(
    () => (settled = true),
    () => (settled = false),
  )
  const timer = new AbortController()
  const late = wait(ms, undefined, { signal: timer.signal, ref: false }).then(
    () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve))),
    () => undefined,
  )
  await Promise.race([outcome, late])
  timer.abort()
  return settled === true
}

/** Waits, or returns early when `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}
