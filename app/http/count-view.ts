import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ViewCounter } from '#app/domains/threads/view-counter.server.ts'
import { parseThreadPath } from '#app/domains/threads/thread-path.ts'

/** Counts a view when an answer is the page of a thread: read as a page, and found. Free of I/O. */
export function countView(views: ViewCounter, req: IncomingMessage, res: ServerResponse): void {
  if (req.method !== 'GET' || (res.statusCode !== 200 && res.statusCode !== 304)) return
  const [, first, second] = /^\/t\/(\d+)(?:\/([^/?.]*))?(?:\?|$)/.exec(req.url ?? '') ?? []
  const path = first === undefined ? null : parseThreadPath({ first, second })
  if (path?.kind === 'ours' && path.id > 0) views.count(path.id)
}
