import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { countQueries } from '#app/platform/db/statements.ts'

/**
 * Puts an ear between the socket and a site: answers what each request sends to the database, by its address. An address
 * stands there from the moment at which its answer is whole.
 */
export function recordStatements(http: Server): Map<string, string[]> {
  const heard = new Map<string, string[]>()
  const [handler] = http.listeners('request').slice(-1) as RequestListener[]
  if (!handler) throw new Error('Nothing answers here')
  http.removeListener('request', handler)
  http.on('request', (req: IncomingMessage, res: ServerResponse) => {
    const path = req.url ?? ''
    const answered = () =>
      new Promise<void>((done) => {
        res.once('close', done)
        handler(req, res)
      })
    void countQueries(answered).then((counted) =>
      heard.set(path, [...(heard.get(path) ?? []), ...counted.statements]),
    )
  })
  return heard
}
