import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from '@remix-run/node'
import { contextFor } from './context-for.ts'
import { toSharedRequest } from './remix-adapter.ts'
import { securityHeaders } from './security-headers.ts'
import type { Services } from './services.ts'

/** Seconds for which a cached page counts as fresh; changes purge it at once, this is for relative things like "hot". */
const FRESH_FOR = 60

/** The finished pages of those who are not signed in: rendered once, kept as bytes, shared. */
export function createVisitorPages(deps: { services: Services; remix: RequestHandler; https: boolean }) {
  const { services, remix } = deps
  const headers = securityHeaders({ https: deps.https, nonce: null })

  const countView = (req: IncomingMessage) => {
    const thread = /^\/t\/(\d{1,10})(?:[/?]|$)/.exec(req.url ?? '')
    if (thread && req.method === 'GET') services.views.count(Number(thread[1]))
  }

  return {
    /** Whether a request is for a page at all; data requests of the framework are answered alone. */
    takes(req: IncomingMessage): boolean {
      const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
      return (req.method === 'GET' || req.method === 'HEAD') && !path.endsWith('.data') && path !== '/__manifest'
    },

    /** Answers from memory, synchronously; false when it can't. */
    tryServe(req: IncomingMessage, res: ServerResponse): boolean {
      const served = services.pages.tryServe(req, res)
      if (served) countView(req)
      return served
    },

    async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
      countView(req)
      await services.pages.serve(req, res, async () => {
        const context = await contextFor(services, { id: String(res.getHeader('X-Request-Id')), cookie: undefined })
        const response = await remix(toSharedRequest(req, services.env.PUBLIC_URL), { request: context })
        return {
          status: response.status,
          headers: { ...headers, ...Object.fromEntries(response.headers) },
          body: Buffer.from(await response.arrayBuffer()),
          tags: [...context.tags],
          freshFor: FRESH_FOR,
          ...(context.access.expiresAt ? { expiresAt: context.access.expiresAt } : {}),
        }
      })
    },
  }
}
