import { createChildWork } from '../child-work/child-work.ts'
import { createTurnstile } from '../limits/turnstile.ts'
import type { Log } from '../log.ts'
import type { Picture, PictureRefusal, PictureTask } from './picture.ts'

export type PictureWork = {
  /** Makes a picture, when it is its turn; `busy` where too many wait. */
  render(task: PictureTask): Promise<Picture | PictureRefusal | 'busy'>
  /** The process that does it, while there is one. */
  worker(): number | null
  close(): void
}

/** A photo takes one to six seconds; who hangs or eats memory is killed, and the picture is refused. */
const WORKER = { timeLimitMs: 30_000, idleMs: 30_000, heapMiB: 256, lifetime: 100 }
const QUEUE = { most: 1, mostPerKey: 1, waiting: 20, patienceMs: 40_000 }

/** Decodes what strangers send in a process of its own, without an environment, one picture at a time. */
export function createPictureWork({
  log,
  timeLimitMs = WORKER.timeLimitMs,
}: {
  log: Pick<Log, 'warn'>
  timeLimitMs?: number
}): PictureWork {
  const file = new URL('./render-child.ts', import.meta.url)
  const worker = createChildWork<PictureTask, Picture | PictureRefusal>({ file, ...WORKER, timeLimitMs })
  const queue = createTurnstile(QUEUE)

  async function ask(task: PictureTask): Promise<Picture | PictureRefusal> {
    try {
      return await worker.ask(task)
    } catch (error) {
      log.warn({ err: error, kind: task.kind }, 'The process that makes pictures was lost over one of them')
      return { refused: 'large' }
    }
  }

  return {
    async render(task) {
      const turn = await queue.pass(null, () => ask(task))
      return 'done' in turn ? turn.done : 'busy'
    },
    worker: worker.pid,
    close: worker.stop,
  }
}
