import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/**
 * One connection for whole tables: what a backup reads and a restore writes. It has no statement timeout, and writes
 * every value in one way, whatever the server's settings are, so that equal content has equal bytes.
 */
export type CopySession = {
  /** The rows of one statement with `$1`… parameters. */
  query<T extends object>(text: string, values?: unknown[]): Promise<T[]>
  /** Several statements without parameters, one after another. */
  run(script: string): Promise<void>
  /** The bytes that `COPY … TO STDOUT` sends. Read it to its end before the next statement. */
  copyOut(statement: string): Readable
  /** Takes the bytes for `COPY … FROM STDIN`; the next statement waits for its end. */
  copyIn(statement: string): Writable
  /** The name, quoted for SQL. */
  quote(name: string): string
  close(): Promise<void>
}

/** What decides how COPY writes a value. */
const FORMAT = [
  "client_encoding = 'UTF8'",
  "DateStyle = 'ISO, YMD'",
  "IntervalStyle = 'iso_8601'",
  "TimeZone = 'UTC'",
  "bytea_output = 'hex'",
  'extra_float_digits = 1',
  'statement_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
]

/** Connects. Errors of the connection come up in what is being done, never at the process. */
export async function openCopySession(options: {
  url: string
  applicationName: string
}): Promise<CopySession> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.applicationName,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(FORMAT.map((setting) => `SET ${setting}`).join(';'))
  return {
    query: async <T extends object>(text: string, values: unknown[] = []) =>
      (await client.query<T>(text, values)).rows,
    run: async (script) => void (await client.query(script)),
    copyOut: (statement) => client.query(copyTo(statement)),
    copyIn: (statement) => client.query(copyFrom(statement)),
    quote: (name) => pg.escapeIdentifier(name),
    close: () => client.end(),
  }
}
