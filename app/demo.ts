import { resolve } from 'node:path'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { openDemoDoors } from './demo-doors.ts'
import { runUntilStopped } from './platform/console-process.ts'
import { parseEnv } from './platform/env.ts'
import { startServer } from './start-server.ts'

/** The demo lives in a data folder and a database of its own: trying it leaves no trace in a real community. */
const { DATABASE_URL: _, ...environment } = process.env as Record<string, string | undefined>
const data = resolve(environment['GUILDHALL_DATA']?.trim() || '.data', 'demo')

await runUntilStopped(async () => {
  const env = parseEnv({ LOG_LEVEL: 'warn', ...environment, GUILDHALL_DATA: data })
  const server = await startServer({ env, announce: () => undefined, demo: true })
  const { db, bus, clock } = server.platform
  await seedDemo({ db, bus, env, now: clock.now() })
  const lines = [
    `The demo community is at ${env.PUBLIC_URL}`,
    ...(await openDemoDoors(server)),
    `Ctrl+C stops it. Its data is in ${data}`,
  ]
  console.log(`\n${lines.map((line) => `  ${line}\n`).join('')}`)
  return server
})
