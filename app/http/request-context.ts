import type { Actor } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { SiteView } from '#app/domains/settings/site.settings.ts'
import type { Services } from './services.ts'

/** What is known about one request before its route runs. It is a Reader: domain queries take it as it is. */
export type RequestContext = Reader & {
  services: Services
  requestId: string
  actor: Actor
  /** Whose limits count for who is not signed in; null where the page is made for everybody. */
  network: string | null
  site: SiteView
  /** Set when the request was refused before its route: the root answers with this page. */
  fault: Response | null
  /** What the answer was made of; the page cache purges by these. */
  tags: Set<string>
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    request: RequestContext
  }
}
