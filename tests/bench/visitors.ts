import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from './load.ts'
import { cpuSeconds, pageRenders, startProcess, type ServerProcess } from './processes.ts'
import { ms, times, type Row } from './report.ts'

/** Seconds per measurement: long enough to settle, short enough to run often. */
const SECONDS = 5

/** What visitors get: a cached page against a bare server that sends the same bytes, and a miss under a crowd. */
export async function measureVisitors(server: ServerProcess, thread: string): Promise<Row[]> {
  const crowd = await measureCrowd(server, thread)
  const page = await fetch(server.url + thread, { headers: { 'accept-encoding': 'br' } })
  await page.arrayBuffer()
  const bare = await startBare(server.url + thread)
  try {
    await load(bare.url, { seconds: 1 })
    await load(server.url + thread, { seconds: 2 })
    const yardstick = await load(bare.url, { seconds: SECONDS })
    const ours = await load(server.url + thread, { seconds: SECONDS })
    const ratio = ours.perSecond / yardstick.perSecond
    return [
      {
        what: 'signed-out thread page, cached',
        figure: `${Math.round(ours.perSecond)}/s`,
        beside: `${times(ratio)} of bare node:http (${Math.round(yardstick.perSecond)}/s), failed ${ours.failed}`,
        bar: '≥ 0.33 ×',
        holds: ratio >= 1 / 3 && ours.failed === 0,
      },
      {
        what: 'its p99 at 8 connections',
        figure: ms(ours.p99),
        beside: `${ms(yardstick.p99)} bare`,
        bar: '< 20 ms',
        holds: ours.p99 < 20,
      },
      crowd,
    ]
  } finally {
    await bare.stop()
  }
}

/** 200 visitors at once ask for a page that is not there yet. */
async function measureCrowd(server: ServerProcess, thread: string): Promise<Row> {
  const address = `${server.url}${thread}?page=2`
  const before = await cpuSeconds(server.url)
  const renders = await pageRenders(server.url)
  const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(address)))
  const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())))
  const cpu = ((await cpuSeconds(server.url)) - before) * 1000
  const rendered = (await pageRenders(server.url)) - renders
  return {
    what: '200 parallel misses',
    figure: `${rendered} render${rendered === 1 ? '' : 's'}, ${bodies.size} body`,
    beside: `${ms(cpu)} CPU for all 200`,
    bar: 'one render',
    holds: rendered === 1 && bodies.size === 1,
  }
}

async function startBare(url: string): Promise<ServerProcess> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const compressed = await rawBody(url)
  const headers = Object.fromEntries(answer.headers)
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-bare-'))
  const file = join(folder, 'page.json')
  const sent = { ...headers, 'content-encoding': 'br', 'content-length': String(compressed.length) }
  await writeFile(file, JSON.stringify({ headers: sent, body: compressed.toString('base64') }))
  return startProcess('tests/bench/bare-server.ts', { BENCH_PAGE: file }, /listening on ([\d.]+:\d+)/)
}

/** The compressed bytes as they travel: fetch would unpack them. */
async function rawBody(url: string): Promise<Buffer> {
  const { get } = await import('node:http')
  return new Promise((done, failed) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => done(Buffer.concat(chunks)))
    }).on('error', failed)
  })
}
