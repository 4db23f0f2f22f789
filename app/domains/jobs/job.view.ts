/** A job as staff sees it. What it works on is not shown: it may be somebody's. */
export type JobView = {
  id: string
  task: string
  state: 'running' | 'failed' | 'retrying' | 'waiting'
  runAt: string
  attempts: number
  most: number
  /** What went wrong the last time; empty where nothing did. */
  fault: string
}

/** A task that runs by itself, and when it last did. */
export type ScheduleView = { task: string; lastAt: string | null }
