import { createDatabase } from '#app/platform/db/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { importDiscourse } from '../import-discourse.server.ts'

// An import in a process of its own: see kill-import.ts. It kills itself, without any warning to itself or the
// database, when it reports a phase for the n-th time; otherwise it is killed from outside or ends.

const [url = '', archive = '', fatalPhase = '', times = '1'] = process.argv.slice(2)
const db = createDatabase({ url, log: quietLog })
let seen = 0
await importDiscourse({ db, siteOrigin: 'https://community.example' }, archive, {
  onProgress: ({ phase }) => {
    if (phase === fatalPhase && ++seen === Number(times)) process.kill(process.pid, 'SIGKILL')
  },
})
await db.close()
