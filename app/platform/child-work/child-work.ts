import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

type Options = {
  /** The module that answers; it calls `answerParent`. */
  file: URL
  /** A question that takes longer than this kills the child. The first one pays for the start, too. */
  timeLimitMs: number
  /** A child that has nothing to do for so long ends; the next question starts another. */
  idleMs: number
  /** JavaScript memory of the child, in MiB. */
  heapMiB: number
  /** After so many questions a child makes room for a new one, whatever it has gathered in memory. */
  lifetime: number
}

/** Work that must not run in this process: it can be killed at any moment without harm. */
export type ChildWork<Question, Answer> = {
  /**
   * Asks the child, which starts when it is needed. One question at a time; the caller sees to that. Rejects when the
   * child could not answer, died, or took too long; the next question finds a new child.
   */
  ask(question: Question): Promise<Answer>
  /** The process that would answer, while there is one. */
  pid(): number | null
  stop(): void
}

/** What travels between the two. */
export type Reply<Answer> = { answer: Answer } | { fault: string }

/** Prepares work for a child process; nothing starts before the first question. */
export function createChildWork<Question extends object, Answer>(
  options: Options,
): ChildWork<Question, Answer> {
  let child: ChildProcess | null = null
  let asked = 0
  let idle: NodeJS.Timeout | undefined

  function start(): ChildProcess {
    const started = fork(fileURLToPath(options.file), [], {
      execArgv: [`--max-old-space-size=${options.heapMiB}`],
      // Nothing that it could give away is handed to it.
      env: { NODE_ENV: 'production' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    // A child keeps nobody from leaving; it goes when this process does.
    started.unref()
    started.channel?.unref()
    const gone = () => {
      if (child === started) child = null
    }
    started.once('exit', gone)
    started.once('error', gone)
    asked = 0
    return started
  }

  function stop(): void {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = null
  }

  return {
    async ask(question) {
      clearTimeout(idle)
      child ??= start()
      asked += 1
      try {
        return await exchange<Answer>(child, question, options.timeLimitMs)
      } catch (error) {
        if (!(error instanceof ChildFault)) stop()
        throw error
      } finally {
        if (asked >= options.lifetime) stop()
        idle = setTimeout(stop, options.idleMs).unref()
      }
    },
    pid: () => child?.pid ?? null,
    stop,
  }
}

/** The child lives, and says that it can't answer this. */
class ChildFault extends Error {
  override name = 'ChildFault'
}

function exchange<Answer>(child: ChildProcess, question: object, timeLimitMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      clearTimeout(late)
      child.off('message', answered).off('exit', died).off('error', reject)
      then()
    }
    const answered = (reply: unknown) =>
      settle(() => {
        const given = reply as Reply<Answer>
        if ('answer' in given) resolve(given.answer)
        else reject(new ChildFault(given.fault))
      })
    const died = (code: number | null, signal: string | null) =>
      settle(() => reject(new Error(`The child process ended before it answered (${signal ?? code})`)))
    const late = setTimeout(
      () => settle(() => reject(new Error(`The child process took longer than ${timeLimitMs} ms`))),
      timeLimitMs,
    )
    child.on('message', answered).on('exit', died).on('error', reject)
    child.send(question, (error) => {
      if (error) settle(() => reject(error))
    })
  })
}
