import type { Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import { isMeilisearchFault } from '#app/platform/meilisearch/errors.ts'
import { showProgress, type ProgressDisplay } from '#app/platform/progress-display.ts'
import {
  checkSearch,
  mendSearch,
  type SearchReport,
} from '#app/domains/search/postgres/mend-search.server.ts'
import { createSearchIndex } from '#app/domains/search/search-index.server.ts'
import type { WithPlatform } from './command.ts'

/**
 * `reindex`: makes what PostgreSQL searches what it should be and, where there is one, the index in Meilisearch anew. With
 * `--check` it only looks. Exits with 1 when something is wrong or Meilisearch does not let it.
 */
export function registerReindex(program: Command, withPlatform: WithPlatform): void {
  program
    .command('reindex')
    .description('make the search what it should be, while searches and writing go on')
    .option('--check', "only look whether PostgreSQL's words are as they should be; changes nothing")
    .addHelpText('after', HELP)
    .action(({ check = false }: { check?: boolean }) =>
      check
        ? withPlatform((platform) => withProgress((task) => look(platform, task)), { migrate: false })
        : withPlatform((platform) => withProgress((task) => reindex(platform, task))),
    )
}

const HELP = `
PostgreSQL keeps its words by itself; every post is looked at, and what is wrong is put right. Where MEILI_URL is set, a new
index is built beside the one in use and takes its place when it is complete: needed after a backup was restored.
May be stopped or killed at any time: the same command goes on where it was, or finds what is left to do.`

type Task = { display: ProgressDisplay; signal: AbortSignal }

async function look({ db }: Platform, { display, signal }: Task): Promise<void> {
  const { looked, wrong } = await checkSearch(db, { signal, onProgress: bar(display, 'Looking at posts') })
  display.stop()
  if (wrong === 0) return console.log(`All ${looked} posts are in the search as they should be.`)
  console.log(
    `${wrong} of ${looked} posts are not in the search as they should be: npm run guildhall -- reindex`,
  )
  process.exitCode = 1
}

async function reindex(platform: Platform, { display, signal }: Task): Promise<void> {
  const onProgress = bar(display, 'Looking at posts')
  const report = await mendSearch(platform.db, { signal, onProgress })
  display.stop()
  console.log(saysOf(report))
  if (report.left > 0) process.exitCode = 1
  const index = createSearchIndex(platform)
  if (!index) return
  await index.rebuild({ signal, onProgress: bar(display, 'Indexing posts') })
  display.stop()
  console.log('The index in Meilisearch is built and in use.')
}

const bar = (display: ProgressDisplay, title: string) => (progress: { done: number; total: number }) =>
  display.update({ ...progress, title, unit: 'things' })

function saysOf({ looked, wrong, left }: SearchReport): string {
  if (wrong === 0) return `All ${looked} posts are in PostgreSQL's search as they should be.`
  const mended = `${wrong - left} of ${looked} posts were put right in PostgreSQL's search.`
  return left === 0 ? mended : `${mended} ${left} were being written all the time: run the command again.`
}

/** Shows progress and stops kindly when it is told to; errors say what to do next. */
async function withProgress(work: (task: Task) => Promise<void>): Promise<void> {
  const display = showProgress(process.stderr)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    await work({ display, signal: stop.signal })
  } catch (error) {
    display.stop()
    if (stop.signal.aborted) throw stopped()
    if (isMeilisearchFault(error)) throw advise(error)
    throw error
  } finally {
    display.stop()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function stopped(): Error {
  const sentence = 'Stopped. Nothing is lost: the next run does what is left to do.'
  return Object.assign(new Error(sentence), { hint: 'stopped' })
}

function advise(error: unknown): Error {
  const reason = error instanceof Error ? error.message : 'unknown'
  const sentence = `${reason}. Look at MEILI_URL, MEILI_KEY and Meilisearch's own log, then run the command again: it goes on where it was.`
  return Object.assign(new Error(sentence), { hint: 'meilisearch' })
}
