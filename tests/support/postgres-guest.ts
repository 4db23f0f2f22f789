import { startEmbeddedPostgres } from '#app/platform/postgres/embedded.ts'

// A process that uses the built-in PostgreSQL in the folder given: it prints what it got as one line of JSON, stays until
// its input ends, and leaves in good order. Tests start it to kill it.
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (...words: unknown[]) => console.error(...words),
}
const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log })
console.log(JSON.stringify({ url: postgres.url, adopted: postgres.adopted }))
for await (const _ of process.stdin);
await postgres.stop()
