import type { EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'

type Handoff = { serverHandoffStream?: ReadableStream<Uint8Array> }

/**
 * Renders a page to a string: half the CPU of the streaming entry, and a page that is cached is whole anyway. No page
 * hydrates, so what loaders returned for the framework in the browser is left out: of a loader's view, nothing leaves the
 * server but what the page shows.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  const handoff = (remixContext as Handoff).serverHandoffStream
  delete (remixContext as Handoff).serverHandoffStream
  await handoff?.cancel()
  const html = renderToString(<RemixServer context={remixContext} url={request.url} />)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(`<!doctype html>${html}`, { status, headers })
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
