import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, expect } from 'vitest'
import { parseEnv } from '#app/platform/env.ts'
import { startSmallMeilisearch, type SmallMeilisearch } from './small-server.ts'
import { openWay } from './way.ts'

/**
 * A Meilisearch for this test file: the real one at MEILI_URL where that is set, the small one of the test suite
 * otherwise, both by a way that can be disturbed. The small one fails a test after which it had to refuse a request as no
 * documented one. `small` is null with a real one: tests that need to look inside skip and say so.
 */
export async function testMeilisearch() {
  const { MEILI_URL, MEILI_KEY } = parseEnv(process.env)
  const key = MEILI_URL ? MEILI_KEY : `key-of-the-tests-${randomBytes(6).toString('hex')}`
  const small: SmallMeilisearch | null = MEILI_URL ? null : await startSmallMeilisearch(key ?? '')
  const target = MEILI_URL?.replace(/\/$/, '') ?? small?.url ?? ''
  const way = await openWay(target)
  const namespace = `guildhall-test-${randomBytes(6).toString('hex')}`

  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${target}/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}` },
    })
    return response.json()
  }

  afterEach(() => {
    const faults = small?.faults.splice(0) ?? []
    expect(faults, 'requests that Meilisearch does not document').toEqual([])
  })
  afterAll(async () => {
    if (MEILI_URL) await removeIndexes(ask, namespace)
    await way.close()
    await small?.stop()
  })

  return {
    url: way.url,
    key,
    namespace,
    way,
    small,
    /** Every document of an index, as it was sent. */
    async documents(index: string): Promise<Record<string, unknown>[]> {
      const { results } = (await ask(`indexes/${index}/documents?limit=100000`)) as {
        results?: Record<string, unknown>[]
      }
      return results ?? []
    },
  }
}

async function removeIndexes(ask: (path: string, init?: RequestInit) => Promise<unknown>, namespace: string) {
  const { results } = (await ask('indexes?limit=1000')) as { results: { uid: string }[] }
  for (const { uid } of results)
    if (uid.startsWith(namespace.replaceAll(':', '-'))) await ask(`indexes/${uid}`, { method: 'DELETE' })
}
