import { startServer } from './start-server.ts'
import { EnvError, parseEnv } from './platform/env.ts'
import { assertNode } from './platform/assert-node.ts'

assertNode()
try {
  const server = await startServer({ env: parseEnv(process.env), announce: (line) => console.log(line) })
  const stop = () => void server.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(error instanceof EnvError || isKind(error) ? error.message : error)
  process.exit(1)
}

/** Errors that were written for the person at the console need no stack. */
function isKind(error: unknown): error is Error {
  return error instanceof Error && 'hint' in error
}
