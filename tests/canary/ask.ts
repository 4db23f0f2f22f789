import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { createBrotliDecompress, createGunzip } from 'node:zlib'

export type Answer = { status: number; headers: string[]; body: string }

const agent = new Agent({ keepAlive: true, maxSockets: 16 })
const unzip = { br: createBrotliDecompress, gzip: createGunzip }

/**
 * Asks as a plain client: no redirect is followed, the address goes out as it is, and the headers come back as they
 * came (name, value, …), the body unzipped.
 */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((answered, failed) => {
    const sent = request(url, { agent, ...options }, (response) => {
      const encoding = response.headers['content-encoding'] as keyof typeof unzip | undefined
      const body = encoding && options.method !== 'HEAD' ? response.pipe(unzip[encoding]()) : response
      text(body).then(
        (words) => answered({ status: response.statusCode ?? 0, headers: response.rawHeaders, body: words }),
        failed,
      )
    })
    sent.on('error', failed)
    sent.end()
  })
}
