import type { Progress } from '#app/platform/progress-display.ts'
import { createDiskStorage } from '#app/platform/storage/disk-storage.ts'
import { restoreBackup } from '../restore-backup.server.ts'
import { writeBackup } from '../write-backup.server.ts'

// A backup or a restore in a process of its own: see run-and-kill.ts. It kills itself, without any warning to itself or
// the database, at the n-th report of a phase.

const [mode = '', url = '', path = '', phase = '', times = '1'] = process.argv.slice(2)
const storage = createDiskStorage({ folder: `${path}.files` })
let seen = 0
const onProgress = ({ title }: Progress): void => {
  if (title === phase && ++seen === Number(times)) process.kill(process.pid, 'SIGKILL')
}
// Where files may not grow, the system sends this; unheard, it would end the process.
process.on('SIGXFSZ', () => undefined)
try {
  if (mode === 'backup') await writeBackup({ url, storage, path, force: true, onProgress })
  else await restoreBackup({ url, storage, path, replace: true, onProgress })
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
// The most memory that it had, in bytes.
console.log(process.resourceUsage().maxRSS * 1024)
