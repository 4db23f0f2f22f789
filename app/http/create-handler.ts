import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import express, {
  type NextFunction,
  type Request as ExpressRequest,
  type Response as ExpressResponse,
} from 'express'
import sirv from 'sirv'
import { networkOf } from '#app/platform/limits/client-network.ts'
import { assertGuarded } from './assert-guarded.ts'
import { createProxyAdvice } from './client-address.ts'
import { countView } from './count-view.ts'
import { contextFor } from './context-for.ts'
import { asAnybody } from './for-anybody.ts'
import { lastResortPage } from './last-resort-page.ts'
import { observe } from './observe.ts'
import { operatorRoutes } from './operator-routes.ts'
import { originForm } from './origin-form.ts'
import { refuse } from './refuse.ts'
import { createRoutedHandler } from './narrow-routes.ts'
import { sendWebResponse, toWebRequest } from './remix-adapter.ts'
import { securityHeaders } from './security-headers.ts'
import type { Services } from './services.ts'
import { createVisitorPages } from './visitor-pages.ts'

export type HandlerOptions = {
  services: Services
  build: ServerBuild
  /** The folder of built browser files. */
  assets: string
  /** Turns true while the process is stopping: readiness says so. */
  stopping: () => boolean
}

/** Built browser files, compressed at build time; those with a hash in their name for ever. */
function files(folder: string) {
  const week = 7 * 24 * 60 * 60
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    maxAge: week,
    setHeaders(res, path) {
      if (path.startsWith('/assets/')) res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    },
  })
}

/** The whole of HTTP: fast lane of cached pages, operators' addresses, files, refusals, then Remix. */
export function createHandler(options: HandlerOptions): RequestListener {
  const { services, build } = options
  assertGuarded(build)
  const https = services.env.PUBLIC_URL.startsWith('https:')
  const remix = createRoutedHandler(build, services.env.NODE_ENV)
  const visitorPages = createVisitorPages({ services, remix, https })

  const adviseOnProxy = createProxyAdvice(services.log, services.env.TRUSTED_PROXIES)

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', services.env.TRUSTED_PROXIES)
  app.use((_req, res, next) => {
    for (const [name, value] of Object.entries(securityHeaders({ https }))) res.setHeader(name, value)
    next()
  })
  app.use(operatorRoutes(services, options.stopping))
  app.use(files(options.assets))
  app.use(answer)
  app.use((error: Error, _req: ExpressRequest, res: ExpressResponse, next: NextFunction) => {
    fail(res, error, next)
  })

  async function answer(req: ExpressRequest, res: ServerResponse): Promise<void> {
    try {
      adviseOnProxy(req)
      const fault = refuse(req, services.env.PUBLIC_URL)
      if (!fault && visitorPages.takes(req)) return await visitorPages.serve(req, res, visitOf(req))
      await answerAlone(req, res, fault)
    } catch (error) {
      fail(res, error)
    }
  }

  /** Renders for one person only: members, data requests, refusals. Never stored anywhere. */
  async function answerAlone(
    req: ExpressRequest,
    res: ServerResponse,
    fault: Response | null,
  ): Promise<void> {
    const actor = { cookie: req.headers.cookie ?? '' }
    const context = await contextFor(services, { ...visitOf(req), actor, ...(fault ? { fault } : {}) })
    const headers = securityHeaders({ https })
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
    res.setHeader('X-Request-Id', idOf(req))
    res.setHeader('Cache-Control', 'private, no-store')
    res.setHeader('Vary', 'Cookie')
    const request = fault
      ? new Request(new URL('/', services.env.PUBLIC_URL), { method: 'GET' })
      : toWebRequest(req, res, services.env.PUBLIC_URL)
    const response = await remix(request, { request: context })
    // A route may say of its file that anybody may keep it; asked for as data, it comes with what is for one person.
    if (isData(req)) response.headers.delete('Cache-Control')
    await sendWebResponse(res, response)
    if (!fault) countView(services.views, req, res)
  }

  function fail(res: ServerResponse, error: unknown, next?: NextFunction): void {
    const requestId = idOf(res.req)
    services.log.error({ requestId, err: error }, 'a request failed outside its route')
    if (res.headersSent) return next ? next(error) : void res.destroy()
    res.statusCode = 500
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.setHeader('Cache-Control', 'no-store')
    res.end(lastResortPage(requestId))
  }

  return (req, res) => {
    req.url = originForm(req.url ?? '/')
    asAnybody(req)
    const id = randomUUID()
    ids.set(req, id)
    observe(services, req, res, id)
    // Who keeps a connection open must go to whoever serves next.
    if (options.stopping()) res.setHeader('Connection', 'close')
    if (!visitorPages.tryServe(req, res, id)) app(req, res)
  }
}

/** The id of each request: in its log lines, its answer and its error page. */
const ids = new WeakMap<IncomingMessage, string>()
/** A request's id, and the network of who sent it: as far as it is known by proxies that are trusted. */
const visitOf = (req: ExpressRequest) => ({
  id: idOf(req),
  network: networkOf(req.ip ?? '') ?? networkOf(req.socket.remoteAddress ?? ''),
})

const isData = ({ url = '/' }: IncomingMessage) => /\.data(?:\?|$)/.test(url)

const idOf = (req: IncomingMessage) => ids.get(req) ?? 'unknown'
