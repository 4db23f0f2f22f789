import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Database } from '#app/platform/db/database.ts'
import { prepareQueue } from '#app/platform/jobs/jobs.ts'
import { convertArchive } from './convert/convert-archive.server.ts'
import { ImportError } from './import-error.ts'
import type { ImportPlan } from './plan/import-plan.ts'
import { surveyArchive } from './plan/survey-archive.server.ts'
import { finishImport } from './write/finish-import.server.ts'
import { withImportLock } from './write/import-lock.server.ts'
import { addBatch } from './write/import-report.ts'
import type { ImportReport, RunReport } from './write/import-report.ts'
import { noteProgress } from './write/import-run.server.ts'
import { prepareImport } from './write/prepare-import.server.ts'
import type { PreparedImport } from './write/prepare-import.server.ts'
import type { Present } from './write/present.server.ts'
import { countFresh, selectFresh, writeFresh } from './write/write-batch.server.ts'

export type ImportDeps = {
  db: Database
  /** Where this site is: links to it are told from others by it. */
  siteOrigin: string
  bus?: Pick<Bus, 'publish'>
}

export type ImportProgress =
  /** Bytes of the archive; `total` is 0 for a folder, whose size is not known. */
  | { phase: 'reading'; done: number; total: number }
  /** Posts of the archive; a resumed import begins where it was. */
  | { phase: 'writing'; done: number; total: number }
  | { phase: 'counting' }

export type ImportOptions = {
  dryRun?: boolean
  origin?: string
  onProgress?: (progress: ImportProgress) => void
  /** Stops between two transactions; the next run goes on from there. */
  signal?: AbortSignal
}

type Job = {
  deps: ImportDeps
  path: string
  plan: ImportPlan
  prepared: PreparedImport
  options: ImportOptions
}

/**
 * Imports an archive of Discourse topics (a folder or `.tar.gz`). It may be killed at any moment and run again; the
 * same archive a second time changes nothing; another archive of the same forum adds what is new. A dry run does all
 * but write and reports the same.
 *
 * @throws ImportError for a bad archive (nothing is changed), while another import runs, and when `signal` stops it.
 */
export async function importDiscourse(
  deps: ImportDeps,
  path: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const started = performance.now()
  const dryRun = options.dryRun ?? false
  return withImportLock(deps.db.pool, () =>
    stoppable(options.signal, async () => {
      const plan = await survey(path, options)
      const prepared = await prepare(deps, plan, dryRun)
      const { unchanged, resumed } = prepared.run
      const report = unchanged ? prepared.report : await carry({ deps, path, plan, prepared, options })
      const seconds = (performance.now() - started) / 1000
      return { ...report, origin: plan.origin, dryRun, unchanged, resumed, seconds }
    }),
  )
}

async function survey(path: string, options: ImportOptions): Promise<ImportPlan> {
  const found = await stat(path).catch(() => null)
  const total = found?.isFile() ? found.size : 0
  const onFile = (done: number): void => options.onProgress?.({ phase: 'reading', done, total })
  return surveyArchive(path, { origin: options.origin, onFile, signal: options.signal })
}

/** A dry run prepares like any other and takes it back. */
async function prepare(deps: ImportDeps, plan: ImportPlan, dryRun: boolean): Promise<PreparedImport> {
  if (!dryRun) await prepareQueue(deps.db.pool)
  const tx = await deps.db.kysely.startTransaction().execute()
  try {
    await sql`set local statement_timeout = 0`.execute(tx)
    const ids = dryRun ? 'trial' : 'sequence'
    const prepared = await prepareImport(tx, plan, { siteOrigin: deps.siteOrigin, ids })
    if (dryRun || prepared.run.unchanged) await tx.rollback().execute()
    else await tx.commit().execute()
    return prepared
  } catch (error) {
    await tx.rollback().execute()
    throw error
  }
}

/** Converts and writes what is not there yet, batch by batch; answers what the run carried in all. */
async function carry(job: Job): Promise<RunReport> {
  const { deps, plan, prepared, options } = job
  const todo = openThreads(plan, prepared.present)
  const total = plan.postCount
  let done = total - countPosts(plan, todo)
  let report = prepared.report
  options.onProgress?.({ phase: 'writing', done, total })
  await convertArchive({ ...job, todo }, async (batch) => {
    done += countPosts(plan, new Set(batch.threads.map((thread) => thread.externalId)))
    const fresh = selectFresh(batch.threads, prepared.present)
    const next = addBatch(report, countFresh(fresh), batch.losses)
    if (!options.dryRun) {
      await deps.db.kysely.transaction().execute(async (tx) => {
        await writeFresh(tx, fresh)
        await noteProgress(tx, prepared.run.runId, done, next)
      })
    }
    report = next
    options.onProgress?.({ phase: 'writing', done, total })
  })
  options.onProgress?.({ phase: 'counting' })
  if (!options.dryRun) await finishImport(deps, prepared.run)
  return report
}

/** Topics of which something is not written yet. */
function openThreads(plan: ImportPlan, present: Present): Set<number> {
  const open = [...plan.threads.values()].filter(({ externalId }) => !present.complete.has(externalId))
  return new Set(open.map((thread) => thread.externalId))
}

function countPosts(plan: ImportPlan, topics: ReadonlySet<number>): number {
  return [...topics].reduce((sum, topic) => sum + (plan.threads.get(topic)?.posts.length ?? 0), 0)
}

/** Tells an interruption by the operator from a fault. */
async function stoppable<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!signal?.aborted) throw error
    throw new ImportError(
      'import_stopped',
      'The import was stopped.',
      'Run the same command again to go on.',
      {
        cause: error,
      },
    )
  }
}
