import { EventEmitter } from 'node:events'
import { Logger, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Platform } from '#app/platform/create-platform.ts'
import { createWorkerLife } from './worker-life.ts'

export type { TaskList }

export type Jobs = {
  /** Lets running jobs finish, takes no new ones. */
  stop(): Promise<void>
}

/** Milliseconds between two looks for workers that died: their jobs wait for two of them. */
const LOOK = 10_000

/** Makes the queue's own tables, so that any process may add jobs before a worker ever ran. */
export async function prepareQueue(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool })
}

/**
 * Works on the queue in this process. A task that throws is retried with growing pauses (25 times over about three
 * days); it never takes the process down. A job whose process died is taken up again within half a minute by any other. `schedule` is a crontab (UTC) of tasks that run by themselves.
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
  const events: WorkerEvents = new EventEmitter()
  let worker = ''
  events.once('pool:create', ({ workerPool }) => (worker = workerPool.id))
  const runner = await run({
    events,
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
  const life = createWorkerLife(platform.db.pool, worker)
  const look = () =>
    life.look().then(
      (dead) => dead.length > 0 && log.warn({ workers: dead }, 'Jobs of workers that died were freed'),
      (error: unknown) => log.warn({ err: error }, 'Nobody looked for workers that died'),
    )
  void look()
  const looking = setInterval(() => void look(), LOOK)
  return {
    async stop() {
      clearInterval(looking)
      try {
        await runner.stop()
      } finally {
        life.end()
      }
    },
  }
}
