import { CompiledQuery } from 'kysely'

/** Whatever can run SQL here: a pg pool or client, Kysely, or Prisma; each of them also as an open transaction. */
export type SqlRunner =
  | { query(text: string, values: unknown[]): Promise<unknown> }
  | { executeQuery(query: CompiledQuery): Promise<unknown> }
  | { $executeRawUnsafe(text: string, ...values: unknown[]): Promise<unknown> }

/** Runs one statement with `$1`… parameters; what it returns is dropped. */
export async function runSql(runner: SqlRunner, text: string, values: unknown[]): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- Prisma's only call with text and values apart; callers send constants
  if ('$executeRawUnsafe' in runner) await runner.$executeRawUnsafe(text, ...values)
  else if ('executeQuery' in runner) await runner.executeQuery(CompiledQuery.raw(text, values))
  else await runner.query(text, values)
}
