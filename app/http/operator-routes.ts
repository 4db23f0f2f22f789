import { Router } from 'express'
import { sql } from 'kysely'
import { isPrivate } from './client-address.ts'
import type { Services } from './services.ts'

/**
 * What operators and balancers ask: `/healthz` (the process lives), `/readyz` (it can serve: the database answers and
 * it is not stopping) and `/metrics` (Prometheus; only to this machine and private networks).
 */
export function operatorRoutes(services: Services, stopping: () => boolean): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_req, res) => {
    const database = await answers(services)
    const ready = database && !stopping()
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({
        status: ready ? 'ready' : 'not ready',
        database: database ? 'up' : 'away',
        stopping: stopping(),
      })
  })
  router.get('/metrics', async (req, res) => {
    if (!isPrivate(req.socket.remoteAddress ?? '') || req.headers['x-forwarded-for'] !== undefined) {
      res.status(404).end()
      return
    }
    for (const [what, value] of Object.entries(services.pages.stats()))
      services.metrics.pages.set({ what }, value)
    const { pool } = services.db
    services.metrics.pool.set({ state: 'total' }, pool.totalCount)
    services.metrics.pool.set({ state: 'idle' }, pool.idleCount)
    services.metrics.pool.set({ state: 'waiting' }, pool.waitingCount)
    res
      .set('Content-Type', services.metrics.registry.contentType)
      .send(await services.metrics.registry.metrics())
  })
  return router
}

async function answers(services: Services): Promise<boolean> {
  try {
    await sql`select 1`.execute(services.db.kysely)
    return true
  } catch {
    return false
  }
}
