import { EnvError } from './env.ts'
import type { Log } from './log.ts'

/**
 * Says why a process can't go on. Errors with a `hint` and wrong environments were written for the person at the
 * console and are said as they are; anything else is a fault of ours and shown with its stack.
 */
export function sayError(error: unknown): void {
  console.error(isWritten(error) ? error.message : error)
}

/** PostgreSQL's own errors have a hint, too, but speak to programmers; they are told by their severity. */
function isWritten(error: unknown): error is Error {
  if (error instanceof EnvError) return true
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string' && !('severity' in error)
}

type Running = { stop(): Promise<void>; platform: { log: Pick<Log, 'error'> } }

/**
 * Runs what `start` starts until SIGTERM or SIGINT, then stops it in order; a second signal changes nothing. What a
 * job, a stream or a timer throws where nobody catches it is logged and survived: it must not end everybody's requests.
 */
export async function runUntilStopped(start: () => Promise<Running>): Promise<void> {
  try {
    const running = await start()
    const stop = () =>
      void running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          sayError(error)
          process.exit(1)
        },
      )
    const survive = (error: unknown) => running.platform.log.error({ err: error }, 'Nobody caught this')
    process.on('uncaughtException', survive)
    process.on('unhandledRejection', survive)
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  } catch (error) {
    sayError(error)
    process.exit(1)
  }
}
