import { Logger, run, runMigrations, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Platform } from '#app/platform/create-platform.ts'

export type { TaskList }

export type Jobs = {
  /** Lets running jobs finish, takes no new ones. */
  stop(): Promise<void>
}

/** Makes the queue's own tables, so that any process may add jobs before a worker ever ran. */
export async function prepareQueue(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool })
}

/**
 * Works on the queue in this process. A task that throws is retried with growing pauses (25 times over about three
 * days); it never takes the process down. `schedule` is a crontab (UTC) of tasks that run by themselves.
 */
export async function startJobs(
  platform: Pick<Platform, 'db' | 'log' | 'metrics'>,
  tasks: TaskList,
  schedule: string,
): Promise<Jobs> {
  const { log, metrics } = platform
  const counted = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, helpers: Parameters<NonNullable<typeof task>>[1]) => {
        try {
          await task?.(payload, helpers)
          metrics.jobs.inc({ task: name, outcome: 'done' })
        } catch (error) {
          metrics.jobs.inc({ task: name, outcome: 'failed' })
          throw error
        }
      },
    ]),
  ) as TaskList
  const runner = await run({
    pgPool: platform.db.pool,
    taskList: counted,
    crontab: schedule,
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') log.error({ meta }, message)
      else if (level === 'warning') log.warn({ meta }, message)
      else log.debug(message)
    }),
  })
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job runner stopped'))
  return { stop: () => runner.stop() }
}
