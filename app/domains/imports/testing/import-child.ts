import { createDatabase } from '#app/platform/db/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { importDiscourse } from '../import-discourse.server.ts'

// An import in a process of its own, that a test kills: see kill-import.ts. Each progress report is a line.

const [url = '', archive = ''] = process.argv.slice(2)
const db = createDatabase({ url, log: quietLog })
await importDiscourse({ db, siteOrigin: 'https://community.example' }, archive, {
  onProgress: ({ phase }) => process.stdout.write(`${phase}\n`),
})
await db.close()
