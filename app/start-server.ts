import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import { answerBrokenRequests } from './http/broken-requests.ts'
import { createHandler } from './http/create-handler.ts'
import { scheduleRebake } from './domains/posts/rebake-posts.server.ts'
import { setUpCode } from './domains/accounts/set-up/set-up-code.server.ts'
import { createPlatform, type Platform } from './platform/create-platform.ts'
import type { Services } from './http/services.ts'
import { createServices } from './create-services.ts'
import type { Env } from './platform/env.ts'
import { startJobs } from './platform/jobs/jobs.ts'
import { scheduleOf, taskList } from './tasks.ts'

export type RunningServer = {
  url: string
  platform: Platform
  services: Services
  http: Server
  stop(): Promise<void>
}

/**
 * Milliseconds for which a connection without requests stays open: longer than proxies keep theirs. One that hangs up first
 * may do so just as the proxy sends a form into the connection, which nobody may send again.
 */
const KEPT_ALIVE = 75_000
/** Milliseconds that open requests get to finish when the process is told to stop. */
const GRACE = 10_000

/**
 * Starts everything: database (embedded unless DATABASE_URL is set), migrations, bus, jobs, HTTP. `announce` gets the
 * lines for the person at the console. `stop` refuses new connections, lets open requests finish, ends the jobs,
 * writes what is gathered, and stops the database last. Throws errors with a sentence that says what to do.
 */
export async function startServer(options: {
  env: Env
  announce: (line: string) => void
  build?: ServerBuild
  /** See `Services`. */
  demo?: boolean
}): Promise<RunningServer> {
  const { env } = options
  const root = resolve(import.meta.dirname, '..')
  const build = options.build ?? (await importBuild(root, env))
  const platform = await createPlatform(env, { applicationName: 'guildhall server' })
  // What has been started, the last first: that is the order in which it is stopped, also when a later part fails.
  const started: (() => Promise<void>)[] = [() => platform.close()]
  let stopping = false
  const stop = async () => {
    stopping = true
    for (const end of started) await end()
  }
  try {
    const services = createServices(platform, {
      buildVersion: build.assets.version,
      demo: options.demo ?? false,
    })
    started.unshift(() => services.close())
    const jobs = await startJobs(platform, taskList(services), scheduleOf(services))
    started.unshift(() => jobs.stop())
    await scheduleRebake(platform.db.kysely)
    const assets = resolve(root, 'build/client')
    const handler = createHandler({ services, build, assets, stopping: () => stopping })
    const http = createServer(
      {
        maxHeaderSize: 16_384,
        requestTimeout: 60_000,
        headersTimeout: 20_000,
        keepAliveTimeout: KEPT_ALIVE,
      },
      handler,
    )
    answerBrokenRequests(http)
    await listen(http, env)
    started.unshift(() => closeHttp(http))
    const address = http.address()
    const port = typeof address === 'object' && address ? address.port : env.PORT
    const code = await setUpCode(platform.db.kysely)
    if (code) options.announce(`Set it up: ${env.PUBLIC_URL}/set-up?code=${code}`)
    options.announce(`Guildhall is ready: ${env.PUBLIC_URL} (listening on ${env.HOST}:${port})`)
    let stopped: Promise<void> | null = null
    return { url: `http://${env.HOST}:${port}`, platform, services, http, stop: () => (stopped ??= stop()) }
  } catch (error) {
    await stop()
    throw error
  }
}

async function importBuild(root: string, env: Env): Promise<ServerBuild> {
  // React asks the process itself, when it is first loaded, and is several times slower unless it hears "production".
  // eslint-disable-next-line no-restricted-properties -- it is told here, not read
  process.env['NODE_ENV'] = env.NODE_ENV
  try {
    return (await import(resolve(root, 'build/server/index.js'))) as ServerBuild
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw Object.assign(
      new Error('The pages are not built yet. Run "npm run build" once, or "npm start", which does.'),
      {
        hint: 'build',
      },
    )
  }
}

function listen(http: Server, env: Env): Promise<void> {
  return new Promise((done, failed) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const sentences: Record<string, string> = {
        EADDRINUSE: `Port ${env.PORT} on ${env.HOST} is taken. Stop what listens there, or choose another: PORT=3001 npm start`,
        EACCES: `Port ${env.PORT} needs more rights than this user has. Choose one above 1023, for example PORT=3000.`,
        EADDRNOTAVAIL: `HOST=${env.HOST} is no address of this machine. Use 127.0.0.1 or 0.0.0.0.`,
      }
      const sentence = sentences[error.code ?? '']
      failed(sentence ? Object.assign(new Error(sentence), { hint: error.code }) : error)
    })
    http.listen(env.PORT, env.HOST, () => done())
  })
}

function closeHttp(http: Server): Promise<void> {
  return new Promise((done) => {
    const force = setTimeout(() => http.closeAllConnections(), GRACE)
    http.close(() => {
      clearTimeout(force)
      done()
    })
    http.closeIdleConnections()
  })
}
