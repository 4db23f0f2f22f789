import { Session } from 'node:inspector/promises'

/**
 * Counts how often the blocks of code (functions, loops, branches) run while `work` runs: a measure of its cost that
 * is the same on every machine. What the engine does inside a regular expression or `indexOf` counts as nothing.
 */
export async function stepCounter(): Promise<{
  steps: (work: () => void) => Promise<number>
  stop: () => void
}> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const take = async () => (await session.post('Profiler.takePreciseCoverage')).result
  return {
    async steps(work) {
      await take()
      work()
      let sum = 0
      for (const { functions } of await take()) {
        for (const { ranges } of functions) for (const { count } of ranges) sum += count
      }
      return sum
    },
    stop: () => session.disconnect(),
  }
}
