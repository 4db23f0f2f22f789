import { AsyncLocalStorage } from 'node:async_hooks'

const recorders = new AsyncLocalStorage<string[]>()

/** The pool's connections report here every statement that they send. */
export function recordStatement(sql: string): void {
  recorders.getStore()?.push(sql)
}

/**
 * Runs `work` and returns, beside its result, the SQL of every statement that it sent to the database, whether by
 * Prisma, by Kysely or by hand: what query budgets are held against.
 */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = []
  const result = await recorders.run(statements, work)
  return { result, statements }
}
