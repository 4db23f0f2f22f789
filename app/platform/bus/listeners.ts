import type { JsonValue } from './envelope.ts'
import type { BusLog } from './transport.ts'

/** `own` tells whether this process sent the message. */
export type Listener = (message: JsonValue, meta: { own: boolean }) => void
export type ResetListener = () => void

/** Who listens to what. A listener that throws, at once or later, is logged and disturbs nobody else. */
export function createListeners(log: BusLog) {
  const channels = new Map<string, Set<Listener>>()
  const resets = new Set<ResetListener>()

  const call = (what: string, run: () => unknown) => {
    const failed = (error: unknown) => log.error({ err: error }, `A listener of the bus failed (${what})`)
    try {
      const result = run()
      if (result instanceof Promise) result.catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  return {
    subscribe(channel: string, listener: Listener) {
      // A wrapper of its own, so that one function may subscribe twice and leave once.
      const entry: Listener = (message, meta) => listener(message, meta)
      const set = channels.get(channel) ?? new Set()
      channels.set(channel, set.add(entry))
      return () => {
        set.delete(entry)
        if (set.size === 0 && channels.get(channel) === set) channels.delete(channel)
      }
    },
    onReset(listener: ResetListener) {
      const entry = () => listener()
      resets.add(entry)
      return () => void resets.delete(entry)
    },
    deliver(channel: string, message: JsonValue, meta: { own: boolean }) {
      for (const listener of [...(channels.get(channel) ?? [])]) call(channel, () => listener(message, meta))
    },
    reset() {
      for (const listener of [...resets]) call('reset', listener)
    },
  }
}
