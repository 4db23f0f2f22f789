import { load } from './load.ts'
import { cpuSeconds, type ServerProcess } from './processes.ts'
import { ms, type Row } from './report.ts'

/** What a signed-in page costs the app: CPU of its process per request, the database's not counted. */
export async function measureMembers(server: ServerProcess, thread: string, cookie: string): Promise<Row[]> {
  const url = server.url + thread
  await load(url, { seconds: 3, cookie })
  const before = await cpuSeconds(server.url)
  const seconds = 6
  const result = await load(url, { seconds, cookie })
  const cpu = (((await cpuSeconds(server.url)) - before) * 1000) / (result.perSecond * seconds)
  return [
    {
      what: 'signed-in thread page, 20 posts',
      figure: `${ms(cpu)} CPU`,
      beside: `${Math.round(result.perSecond)}/s, p50 ${ms(result.p50)}, p99 ${ms(result.p99)}, failed ${result.failed}`,
      bar: '≤ 4 ms CPU',
      holds: cpu <= 4 && result.failed === 0,
    },
  ]
}
