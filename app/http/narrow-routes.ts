import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node'

/**
 * The framework's handler, which looks for the route of a request among those alone whose first segment can match it.
 * Among all of them it compiles a pattern for each that it passes, twice a request: a twelfth of a thread page's CPU at
 * sixty routes, and more with each route that is added. Answers are the same: see narrow-routes.test.ts.
 */
export function createRoutedHandler(build: ServerBuild, mode: string): RequestHandler {
  const all = createRequestHandler(build, mode)
  const handlers = new Map<string, RequestHandler>()
  for (const segment of staticSegments(build)) {
    const kept = Object.entries(build.routes).filter(([, route]) => {
      const first = route ? firstOf(route) : null
      return first === null || first === segment
    })
    const routes = Object.fromEntries(kept)
    // What is rendered is looked up there, route by route.
    const known = Object.entries(build.assets.routes).filter(([id]) => id in routes)
    const assets = { ...build.assets, routes: Object.fromEntries(known) }
    handlers.set(segment, createRequestHandler({ ...build, routes, assets }, mode))
  }
  return (request, context) => (handlers.get(segmentOf(request.url)) ?? all)(request, context)
}

type Route = NonNullable<ServerBuild['routes'][string]>

/** The first segment that a route asks for; null where it takes any, has none, or stands below another. */
function firstOf({ path, parentId }: Route): string | null {
  const first = path?.split('/', 1)[0]?.toLowerCase()
  return parentId !== 'root' || !first || /[:*?]/.test(first) ? null : first
}

function staticSegments({ routes }: ServerBuild): Set<string> {
  const segments = new Set<string>()
  for (const route of Object.values(routes)) {
    const first = route && firstOf(route)
    if (first) segments.add(first)
  }
  return segments
}

/** The first segment of an address as routes are matched: in any case. One with escapes is left to all routes. */
function segmentOf(url: string): string {
  const { pathname } = new URL(url)
  return pathname
    .slice(1)
    .split('/', 1)[0]!
    .replace(/\.data$/, '')
    .toLowerCase()
}
