import type { ServerBuild } from '@remix-run/node'
import { GUARD } from './guard.ts'

/**
 * Throws when a route has a loader or action that did not go through a wrapper: such a server must not start, because
 * with single fetch a guard in a parent route protects nothing.
 */
export function assertGuarded(build: ServerBuild): void {
  const bare = Object.values(build.routes).flatMap((route) => {
    if (!route) return []
    const { loader, action } = route.module
    return [
      ...(loader && !(GUARD in loader) ? [`${route.id} loader`] : []),
      ...(action && !(GUARD in action) ? [`${route.id} action`] : []),
    ]
  })
  if (bare.length > 0) {
    throw new Error(
      `These are not guarded: ${bare.join(', ')}. Make them with guardedLoader or guardedAction of #app/http/route.server.ts.`,
    )
  }
}
