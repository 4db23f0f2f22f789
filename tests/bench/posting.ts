import { randomUUID } from 'node:crypto'
import { EVERYONE_RULE } from '#app/domains/access/rules.ts'
import type { Platform } from '#app/platform/create-platform.ts'
import { makeReader } from './content.ts'
import type { ServerProcess } from './processes.ts'
import { ms, type Row } from './report.ts'

const WRITERS = 24
const THREADS = 12
const AT_ONCE = 12
const SECONDS = 8

/** About as much as people write, with what a post may have: a link, code, a list. */
const body = (n: number) =>
  `Reply ${n}: that worked here too, thank you.\n\nWhat helped was *not* the first of the three but [the second](https://example.com/${n}):\n\n` +
  `- take the old one out\n- clean the contacts\n- put the new one in\n\n\`\`\`js\nconst left = ${n} % 7\n\`\`\`\n`

/** Replies that members send as their browsers do, to threads of their own and to those of others, for some seconds. */
export async function measurePosting(platform: Platform, server: ServerProcess): Promise<Row[]> {
  const cookies: string[] = []
  for (let n = 0; n < WRITERS; n++) cookies.push(await makeReader(platform))
  const threads = await openThreads(platform)
  const taken: number[] = []
  const answers = new Map<number, number>()
  let n = 0
  const until = performance.now() + SECONDS * 1_000
  const write = async () => {
    while (performance.now() < until) {
      const at = n++
      const began = performance.now()
      const response = await fetch(server.url + threads[at % threads.length]!, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookies[at % WRITERS]!, origin: 'http://localhost:0' },
        body: new URLSearchParams({ do: 'post', body: body(at), submission: randomUUID() }),
      })
      await response.arrayBuffer()
      answers.set(response.status, (answers.get(response.status) ?? 0) + 1)
      if (response.status === 303) taken.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, write))
  const perSecond = taken.length / ((performance.now() - began) / 1_000)
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.floor(share * (taken.length - 1))] ?? 0
  const others = [...answers]
    .filter(([status]) => status !== 303)
    .map(([status, times]) => `${times} × ${status}`)
  return [
    {
      what: 'replies posted through HTTP by members',
      figure: `${Math.round(perSecond)}/s`,
      beside: `p50 ${ms(at(0.5))}, p99 ${ms(at(0.99))}; ${WRITERS} writers, ${THREADS} threads; others: ${others.join(', ') || 'none'}`,
      bar: '≥ 150/s',
      holds: perSecond >= 150 && others.length === 0,
    },
  ]
}

/** Addresses of threads that members may answer. */
async function openThreads({ db }: Platform): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('thread')
    .select(['id', 'slug'])
    .where('state', '=', 'published')
    .where('rule_id', '=', EVERYONE_RULE)
    .where('closed_at', 'is', null)
    .where('archived_at', 'is', null)
    .where('post_count', '>=', 5)
    .orderBy('last_post_at', 'desc')
    .limit(THREADS)
    .execute()
  return rows.map(({ id, slug }) => `/t/${id}/${slug}`)
}
