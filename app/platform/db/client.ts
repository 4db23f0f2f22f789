import pg from 'pg'
import type { StatementNames } from './statement-names.ts'
import { recordStatement } from './statements.ts'

/** "Cached plan must not change result type": a migration changed a table under a prepared statement. */
const RESULT_TYPE_CHANGED = '0A000'

type Callback = (error: Error | undefined, result?: pg.QueryResult) => void

/**
 * The class of the pool's connections. They report every statement to the counter, and send the frequent ones under a
 * name (see StatementNames). It sits below Prisma and Kysely, so that both have the same.
 */
export function clientClass(
  onBroken: (error: Error) => void,
  names: StatementNames | null,
): new () => pg.ClientBase {
  class GuildhallClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config)
      // The pool listens only while a connection is idle; without a listener a break in mid-use would end the process.
      this.on('error', onBroken)
    }

    /** Stands for all the ways in which pg lets one ask: text or object, with values, with a callback or a promise. */
    override query(...args: unknown[]): never {
      const send = super.query.bind(this) as (...args: unknown[]) => unknown
      const statement = toStatement(args[0], args[1])
      if (statement) recordStatement(statement.text)
      if (!statement?.values || statement.name || !names) return send(...args) as never

      statement.name = names.nameFor(statement.text)
      const forgetIfStale = (error: unknown) => {
        if ((error as { code?: string } | null)?.code === RESULT_TYPE_CHANGED) names.forget(statement.text)
      }
      const callback = args.find((argument) => typeof argument === 'function') as Callback | undefined
      if (callback) {
        return send(statement, (error: Error | undefined, result?: pg.QueryResult) => {
          forgetIfStale(error)
          callback(error, result)
        }) as never
      }
      const result = send(statement) as Promise<pg.QueryResult>
      result.catch(forgetIfStale)
      return result as never
    }
  }
  return GuildhallClient
}

/** What is sent, as one object; null for the cursors and streams of other packages, which are passed on untouched. */
function toStatement(first: unknown, second: unknown): pg.QueryConfig | null {
  const values = Array.isArray(second) ? { values: second as unknown[] } : {}
  if (typeof first === 'string') return { text: first, ...values }
  if (typeof first !== 'object' || first === null || 'submit' in first || !('text' in first)) return null
  return { ...(first as pg.QueryConfig), ...values }
}
