import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from './services.ts'

/** Counts and times a request, and logs it with its id; addresses are logged without their query. */
export function observe(
  services: Services,
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
): void {
  const started = performance.now()
  const { metrics, log } = services
  res.once('close', () => {
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
    const kind = kindOf(path)
    const seconds = (performance.now() - started) / 1000
    metrics.requests.inc({ method: known(req.method), kind, status: `${Math.floor(res.statusCode / 100)}xx` })
    metrics.duration.observe({ kind }, seconds)
    if (kind !== 'page') return
    const entry = {
      requestId,
      method: req.method,
      path,
      status: res.statusCode,
      ms: Math.round(seconds * 1e4) / 10,
    }
    // 501 is what somebody asked for that nobody has; no fault of the server.
    if (res.statusCode >= 500 && res.statusCode !== 501) log.error(entry, 'request')
    else log.debug(entry, 'request')
  })
}

function kindOf(path: string): 'asset' | 'operator' | 'page' {
  if (['/assets/', '/art/', '/card/', '/files/'].some((folder) => path.startsWith(folder))) return 'asset'
  return path === '/healthz' || path === '/readyz' || path === '/metrics' ? 'operator' : 'page'
}

function known(method: string | undefined): string {
  return method && ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method) ? method : 'other'
}
