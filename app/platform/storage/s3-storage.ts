import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { parseDocument, DomUtils } from 'htmlparser2'
import { checkKey, chunksOf, StorageAwayError, StorageFullError, type Storage } from './storage.ts'

export type S3Options = {
  /** Of the service, without the bucket: `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Milliseconds until the service must have begun to answer; a body that is sent or read may take longer. */
const PATIENCE = 15_000
/** Further tries after an answer of 5xx or 429. */
const RETRIES = 2

/**
 * Files in a bucket of a service that speaks S3 (path-style addresses, signature version 4). The body's SHA-256 is signed:
 * what arrives otherwise is refused. The bucket must be closed to the public; readers come through this server's gate.
 */
export function createS3Storage({ endpoint, bucket, ...credentials }: S3Options): Storage {
  const client = new AwsClient({ ...credentials, service: 's3', retries: RETRIES })
  const root = `${endpoint.replace(/\/+$/, '')}/${bucket}`
  const place = (key: string) => `${root}/${checkKey(key)}`

  async function ask(url: string, init: RequestInit = {}, accepted: number[] = []): Promise<Response> {
    const controller = new AbortController()
    const late = setTimeout(() => controller.abort(), PATIENCE)
    let answer: Response
    try {
      answer = await client.fetch(url, { ...init, signal: controller.signal })
    } catch (error) {
      throw new StorageAwayError('The object storage does not answer', { cause: error })
    } finally {
      clearTimeout(late)
    }
    if (answer.ok || accepted.includes(answer.status)) return answer
    throw await faultOf(answer, init.method ?? 'GET')
  }

  return {
    async put(key, bytes) {
      const answer = await ask(place(key), {
        method: 'PUT',
        body: bytes,
        headers: { 'X-Amz-Content-Sha256': await digest(bytes), 'Content-Type': 'application/octet-stream' },
      })
      await answer.body?.cancel()
    },
    async read(key, range) {
      const part: HeadersInit = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
      const answer = await ask(place(key), { headers: part }, [404])
      if (answer.status !== 404) return answer.body ?? new Blob([]).stream()
      await answer.body?.cancel()
      return null
    },
    async remove(key) {
      const answer = await ask(place(key), { method: 'DELETE' }, [404])
      await answer.body?.cancel()
    },
    async *list(prefix) {
      let token: string | null = null
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix })
        if (token) query.set('continuation-token', token)
        const answer = await ask(`${root}?${query}`)
        const page = readPage(await answer.text())
        yield* page.files
        token = page.next
      } while (token)
    },
  }
}

async function digest(bytes: Blob): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(bytes)) hash.update(chunk)
  return hash.digest('hex')
}

/** What a service calls a bucket or a disk without room. */
const FULL = /Storage(Full|Quota)|QuotaExceeded|XMinioStorageFull|InsufficientStorage/i

async function faultOf(answer: Response, method: string): Promise<Error> {
  const text = (await answer.text().catch(() => '')).slice(0, 2_000)
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? ''
  const told = `The object storage answered ${answer.status} ${code} to ${method}`
  return answer.status === 507 || FULL.test(code) ? new StorageFullError(told) : new StorageAwayError(told)
}

/** One page of a ListObjectsV2 answer. */
function readPage(xml: string): { files: { key: string; bytes: number }[]; next: string | null } {
  const document = parseDocument(xml, { xmlMode: true })
  const texts = (name: string, from = document.children) =>
    DomUtils.getElementsByTagName(name, from).map((element) => DomUtils.textContent(element))
  const files = DomUtils.getElementsByTagName('Contents', document.children).map((element) => ({
    key: texts('Key', element.children)[0] ?? '',
    bytes: Number(texts('Size', element.children)[0]),
  }))
  return { files, next: texts('NextContinuationToken')[0] ?? null }
}
