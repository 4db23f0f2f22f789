import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from '@remix-run/node'
import { visitor } from '#app/domains/access/actor.ts'
import { countView } from './count-view.ts'
import { contextFor } from './context-for.ts'
import { isLarge } from './for-anybody.ts'
import type { PageRequest, RenderedPage } from './page-cache/page-cache.ts'
import { securityHeaders } from './security-headers.ts'
import type { Services } from './services.ts'

/** Seconds for which a cached page counts as fresh. Changes purge it at once; this is for what only time changes. */
const FRESH_FOR = 60

/** The parameters that pages of visitors depend on. A page with another parameter is rendered for that request alone. */
export const PAGE_PARAMETERS = ['sort', 'period', 'after', 'before', 'page', 'date', 'tab'] as const

/** A request's id and the network that it came from. */
type Visit = { id: string; network: string | null }

/** The finished pages of those who are not signed in: rendered once, kept as bytes, shared. */
export function createVisitorPages(deps: { services: Services; remix: RequestHandler; https: boolean }) {
  const { services, remix } = deps
  const headers = securityHeaders({ https: deps.https })

  /**
   * Renders from the address alone: no header of the one who asked first can change what the others get, and no closed
   * connection stops the rendering. Whose limits count is known only where nobody else gets the page.
   */
  async function render(page: PageRequest, { id, network }: Visit): Promise<RenderedPage> {
    const context = await contextFor(services, { id, actor: visitor, network })
    const request = new Request(services.env.PUBLIC_URL + page.path + page.search)
    const response = await remix(request, { request: context })
    return {
      status: response.status,
      headers: { ...headers, ...Object.fromEntries(response.headers) },
      body: Buffer.from(await response.arrayBuffer()),
      tags: [...context.tags],
      freshFor: FRESH_FOR,
      ...(context.access.expiresAt ? { expiresAt: context.access.expiresAt } : {}),
    }
  }

  return {
    /** Whether a request is for a shared page; data requests of the framework and large files are answered alone. */
    takes(req: IncomingMessage): boolean {
      const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
      return services.pages.takes(req) && !path.endsWith('.data') && path !== '/__manifest' && !isLarge(path)
    },

    /** Answers from memory, synchronously; false when it can't. */
    tryServe(req: IncomingMessage, res: ServerResponse, requestId: string): boolean {
      const served = services.pages.tryServe(req, res, ['X-Request-Id', requestId])
      if (served) countView(services.views, req, res)
      return served
    },

    async serve(req: IncomingMessage, res: ServerResponse, { id, network }: Visit): Promise<void> {
      await services.pages.serve(
        req,
        res,
        (page, { shared }) => render(page, { id, network: shared ? null : network }),
        ['X-Request-Id', id],
      )
      countView(services.views, req, res)
    },
  }
}
