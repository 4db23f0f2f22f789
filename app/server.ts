import { runUntilStopped } from './platform/console-process.ts'
import { parseEnv } from './platform/env.ts'
import { startServer } from './start-server.ts'

await runUntilStopped(() =>
  startServer({ env: parseEnv(process.env), announce: (line) => console.log(line) }),
)
