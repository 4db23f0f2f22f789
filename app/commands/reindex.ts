import type { Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import { isMeilisearchFault } from '#app/platform/meilisearch/errors.ts'
import { showProgress } from '#app/platform/progress-display.ts'
import { createSearchIndex } from '#app/domains/search/search-index.server.ts'
import type { WithPlatform } from './command.ts'

/** `reindex`: builds the index in Meilisearch anew. Exits with 1 when Meilisearch does not let it. */
export function registerReindex(program: Command, withPlatform: WithPlatform): void {
  program
    .command('reindex')
    .description('build the search index in Meilisearch anew, while searches go on')
    .addHelpText('after', HELP)
    .action(() => withPlatform(reindex))
}

const HELP = `
Needed after a backup was restored; otherwise the running server keeps the index by itself. The new index is built
beside the one in use and takes its place when it is complete. May be stopped at any time: the same command, or the
running server, goes on where it was.`

async function reindex(platform: Platform): Promise<void> {
  const index = createSearchIndex(platform)
  if (!index) {
    console.log(
      'PostgreSQL answers searches and keeps its words by itself: without MEILI_URL nothing is to be done.',
    )
    return
  }
  const display = showProgress(process.stderr)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    await index.rebuild({
      signal: stop.signal,
      onProgress: (progress) => display.update({ ...progress, title: 'Indexing posts', unit: 'things' }),
    })
    display.stop()
    console.log('The index is built and in use.')
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
  const sentence = 'Stopped. Nothing is lost: the next run, or the running server, goes on where it was.'
  return Object.assign(new Error(sentence), { hint: 'stopped' })
}

function advise(error: unknown): Error {
  const reason = error instanceof Error ? error.message : 'unknown'
  const sentence = `${reason}. Look at MEILI_URL, MEILI_KEY and Meilisearch's own log, then run the command again: it goes on where it was.`
  return Object.assign(new Error(sentence), { hint: 'meilisearch' })
}
