import type { AccountLimits } from '#app/domains/accounts/account-limits.ts'
import type { Passwords } from '#app/domains/accounts/passwords/passwords.server.ts'
import type { Gate } from '#app/domains/access/gate.server.ts'
import type { CardPictures } from '#app/domains/cards/card-pictures.server.ts'
import type { Health } from '#app/domains/health/examine.server.ts'
import type { SearchEngine } from '#app/domains/search/engine.ts'
import type { SearchIndex } from '#app/domains/search/search-index.server.ts'
import type { SessionDesk } from '#app/domains/sessions/session-desk.server.ts'
import type { WritingLimits } from '#app/domains/posts/writing-limits.ts'
import type { Sessions } from '#app/domains/sessions/sessions.server.ts'
import type { SiteSettings } from '#app/domains/settings/site.settings.ts'
import type { SpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import type { ViewCounter } from '#app/domains/threads/view-counter.server.ts'
import type { PageCache } from '#app/http/page-cache/page-cache.ts'
import type { RequestLimits } from '#app/http/request-limits.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { Database } from '#app/platform/db/database.ts'
import type { Env } from '#app/platform/env.ts'
import type { Log } from '#app/platform/log.ts'
import type { Mailer } from '#app/platform/mail/mailer.ts'
import type { Metrics } from '#app/platform/metrics.ts'
import type { PictureWork } from '#app/platform/pictures/picture-work.ts'
import type { Storage } from '#app/platform/storage/storage.ts'

/**
 * The one instance of everything. `app/server.ts` makes it at start and hands it to the handlers through the load
 * context; nothing connects on import.
 */
export type Services = {
  env: Env
  log: Log
  metrics: Metrics
  clock: Clock
  db: Database
  bus: Bus
  gate: Gate
  sessions: Sessions
  sessionDesk: SessionDesk
  passwords: Passwords
  accountLimits: AccountLimits
  mailer: Mailer
  /** A community that is only for trying: its letters show their links to whoever looks after it. */
  demo: boolean
  /** Files of members. */
  storage: Storage
  /** Makes pictures of what members send. */
  pictures: PictureWork
  settings: SiteSettings
  spaces: SpaceDirectory
  search: SearchEngine
  /** Null without Meilisearch. */
  searchIndex: SearchIndex | null
  pages: PageCache
  cards: CardPictures
  limits: RequestLimits
  health: Health
  writingLimits: WritingLimits
  views: ViewCounter
  /** Writes what is gathered, and lets go of what these parts hold; the platform is closed after it. */
  close(): Promise<void>
}
