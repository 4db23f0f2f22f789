import { resolve } from 'node:path'
import { createAccountLimits } from './domains/accounts/account-limits.ts'
import { createPasswords } from './domains/accounts/passwords/passwords.server.ts'
import { ACCESS_CHANNEL, readAccessChanged } from './domains/access/access.events.ts'
import { createGate } from './domains/access/gate.server.ts'
import { createCardPictures } from './domains/cards/card-pictures.server.ts'
import { examine, lookAround } from './domains/health/examine.server.ts'
import { createEngineWithFallback } from './domains/search/engine-with-fallback.ts'
import { createPostTimes } from './domains/search/postgres/post-times.server.ts'
import { createPostgresEngine } from './domains/search/postgres/postgres-engine.server.ts'
import { createWritingLimits } from './domains/posts/writing-limits.ts'
import { createSearchIndex } from './domains/search/search-index.server.ts'
import { createLanguages } from './domains/search/words/languages.server.ts'
import { createSessionDesk } from './domains/sessions/session-desk.server.ts'
import { createSessions } from './domains/sessions/sessions.server.ts'
import { createSiteSettings, SETTINGS_CHANNEL } from './domains/settings/site.settings.ts'
import { createSpaceDirectory, SPACES_CHANNEL } from './domains/spaces/space-directory.server.ts'
import { createViewCounter } from './domains/threads/view-counter.server.ts'
import { createAudienceOf } from './http/page-cache/audience.ts'
import { createPageCache } from './http/page-cache/page-cache.ts'
import { createRedisSecondLevel } from './http/page-cache/redis-second-level.ts'
import { PAGE_PARAMETERS } from './http/visitor-pages.ts'
import { createRequestLimits } from './http/request-limits.ts'
import type { Services } from './http/services.ts'
import type { Platform } from './platform/create-platform.ts'
import { createMailer } from './platform/mail/mailer.ts'
import { createPictureWork } from './platform/pictures/picture-work.ts'
import { createStorage } from './platform/storage/create-storage.ts'
import { createRateLimiter } from './platform/limits/rate-limiter.ts'

/** Which shared version of a page a visitor gets: one language and one theme per site for now. */
const audienceOf = createAudienceOf({
  cookiePrefix: 'guildhall',
  localeCookie: 'guildhall-locale',
  locales: ['en'],
  themeCookie: 'guildhall-theme',
  themes: ['guildhall'],
})

/**
 * Puts the domains' long-lived parts on the platform: one of each per process. Processes share pages through Redis only
 * when they run the same build.
 */
export function createServices(
  platform: Platform,
  options: { buildVersion: string; demo?: boolean },
): Services {
  const { db, bus, clock, log, metrics, env } = platform
  const kysely = db.kysely
  const https = env.PUBLIC_URL.startsWith('https:')
  const shared = { clock, log, namespace: `${platform.namespace}:${options.buildVersion}` }
  const secondLevel = env.REDIS_URL ? createRedisSecondLevel({ url: env.REDIS_URL, ...shared }) : null
  const pages = createPageCache({
    bus,
    log,
    clock,
    audienceOf,
    parameters: PAGE_PARAMETERS,
    ...(secondLevel ? { secondLevel } : {}),
  })
  // What stands on every page, or decides who sees it, changed: no page of visitors holds any more. What one member
  // may see is on no shared page.
  bus.subscribe(SETTINGS_CHANNEL, () => pages.clear())
  bus.subscribe(SPACES_CHANNEL, () => pages.clear())
  bus.subscribe(ACCESS_CHANNEL, (message) => {
    if (readAccessChanged(message) === 'all') pages.clear()
  })
  const gate = createGate({ db: kysely, bus, clock })
  const postgres = createPostgresEngine({
    db: kysely,
    languages: createLanguages({ db: kysely, clock }),
    times: createPostTimes({ db: kysely, clock }),
  })
  const index = createSearchIndex(platform)
  const { namespace } = platform
  const limiter = createRateLimiter({
    clock,
    log,
    ...(env.REDIS_URL ? { redis: { url: env.REDIS_URL, namespace } } : {}),
  })
  const settings = createSiteSettings({ db: kysely, bus })
  const mailer = createMailer({
    smtp: env.SMTP_URL,
    folder: resolve(env.GUILDHALL_DATA, 'mail'),
    origin: env.PUBLIC_URL,
    from: async () => ({
      name: (await settings.site()).name,
      address: env.MAIL_FROM ?? `community@${new URL(env.PUBLIC_URL).hostname}`,
    }),
  })
  const cards = createCardPictures({ data: resolve(env.GUILDHALL_DATA), log, metrics })
  const pictures = createPictureWork({ log })
  const views = createViewCounter({ db: kysely, log })
  return {
    env,
    log,
    metrics,
    clock,
    db,
    bus,
    gate,
    sessions: createSessions({ db, clock, https }),
    sessionDesk: createSessionDesk({ db: kysely, clock, https }),
    passwords: createPasswords(),
    accountLimits: createAccountLimits({ limiter, factor: env.LIMITS_FACTOR }),
    mailer,
    demo: options.demo ?? false,
    storage: createStorage(env),
    pictures,
    settings,
    spaces: createSpaceDirectory({ db: kysely, bus }),
    search: index
      ? createEngineWithFallback({ index, postgres, onFallback: () => metrics.searchFallbacks.inc() })
      : postgres,
    searchIndex: index,
    pages,
    cards,
    writingLimits: createWritingLimits({ limiter, factor: env.LIMITS_FACTOR }),
    limits: createRequestLimits({ limiter, factor: env.LIMITS_FACTOR, metrics }),
    health: {
      examine: (options) => examine({ env, clock, db, searchIndex: index }, options),
      about: () => lookAround({ db }),
    },
    views,
    async close() {
      cards.close()
      pictures.close()
      await views.stop()
      pages.close()
      gate.close()
      limiter.close()
      mailer.close()
      secondLevel?.close()
    },
  }
}
