import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { NonceContext } from './nonce.ts'

type Handoff = { serverHandoffStream?: ReadableStream<Uint8Array> }

/**
 * Renders a page to a string: half the CPU of the streaming entry, and a page that is cached is whole anyway.
 * Visitors get no framework scripts, so what would hydrate them is left out. For members the stream of loader data is
 * drained first and its scripts stand at the end of the body: without them the page would never hydrate.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = loadContext.request?.nonce ?? null
  const handoff = (remixContext as Handoff).serverHandoffStream
  delete (remixContext as Handoff).serverHandoffStream
  const data = handoff && nonce ? await new Response(handoff).text() : ''
  if (handoff && !nonce) await handoff.cancel()
  const page = renderToString(
    <NonceContext.Provider value={nonce ?? undefined}>
      <RemixServer context={remixContext} url={request.url} {...(nonce ? { nonce } : {})} />
    </NonceContext.Provider>,
  )
  const html = data && nonce ? page.replace('</body>', () => `${transfer(data, nonce)}</body>`) : page
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(`<!doctype html>${html}`, { status, headers })
}

/** The scripts that the framework's streaming entry would have sent, in one piece. */
function transfer(data: string, nonce: string): string {
  const escaped = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return (
    `<script nonce="${nonce}">window.__remixContext.streamController.enqueue(${escaped});` +
    `window.__remixContext.streamController.close();</script>`
  )
}

/** Unexpected errors of loaders and rendering: logged with the request id that the error page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return
  const { log } = context.request.services
  // What was asked wrongly is the asker's to mend; only our own failures are errors.
  if (isRouteErrorResponse(error) && error.status < 500) {
    log.debug(
      { requestId: context.request.requestId, status: error.status },
      'a request that no route answers',
    )
    return
  }
  log.error(
    { requestId: context.request.requestId, err: error, path: new URL(request.url).pathname },
    'a route failed',
  )
}
