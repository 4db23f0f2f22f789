import { EnvError } from './env.ts'

/**
 * Says why a process can't go on. Errors with a `hint` and wrong environments were written for the person at the
 * console and are said as they are; anything else is a fault of ours and shown with its stack.
 */
export function sayError(error: unknown): void {
  const written = error instanceof EnvError || (error instanceof Error && 'hint' in error)
  console.error(written ? error.message : error)
}

/** Runs what `start` starts until SIGTERM or SIGINT, then stops it in order; a second signal changes nothing. */
export async function runUntilStopped(start: () => Promise<{ stop(): Promise<void> }>): Promise<void> {
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
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  } catch (error) {
    sayError(error)
    process.exit(1)
  }
}
