import { readArchive } from '../archive/read-archive.server.ts'
import { ImportError } from '../import-error.ts'
import type { ImportPlan } from '../plan/import-plan.ts'
import { digestOf } from '../plan/survey-archive.server.ts'
import type { ConversionTables } from './conversion-tables.ts'
import type { TopicFile } from './convert-files.ts'
import type { ConvertedBatch } from './converted-rows.ts'
import { startConverterPool } from './converter-pool.server.ts'

/** Posts that are converted and written together: enough to be quick, few enough to lose little by a kill. */
const BATCH_POSTS = 300

type ConversionJob = {
  path: string
  plan: ImportPlan
  prepared: { tables: ConversionTables }
  options: { signal?: AbortSignal }
  /** The topics that are wanted. */
  todo: ReadonlySet<number>
}

/**
 * Reads the archive a second time and hands the wanted topics, converted, to `write`: one batch after the other, while
 * threads convert the next ones. Stops reading at the first failure, and throws it.
 */
export async function convertArchive(
  job: ConversionJob,
  write: (batch: ConvertedBatch) => Promise<void>,
): Promise<void> {
  if (job.todo.size === 0) return
  const pool = startConverterPool(job.prepared.tables)
  let failure: { error: unknown } | null = null
  let written: Promise<void> = Promise.resolve()
  const waiting: Promise<void>[] = []

  /** Batches are converted side by side and written in the order of the archive: two runs tell the same story. */
  const submit = (files: TopicFile[]): void => {
    const converted = pool.convert(files)
    converted.catch(() => undefined)
    written = written
      .then(async () => (failure ? undefined : write(await converted)))
      .catch((error: unknown) => {
        failure = { error }
      })
    waiting.push(written)
  }

  try {
    for await (const files of batches(job)) {
      submit(files)
      // One batch beyond those in work waits ready; more would only fill the memory.
      if (waiting.length > pool.size + 1) await waiting.shift()
      if (failure || job.options.signal?.aborted) break
    }
    await written
  } finally {
    await pool.close()
  }
  if (failure) throw (failure as { error: unknown }).error
  job.options.signal?.throwIfAborted()
}

async function* batches({ path, plan, todo }: ConversionJob): AsyncGenerator<TopicFile[]> {
  let files: TopicFile[] = []
  let posts = 0
  for await (const { name, bytes } of readArchive(path)) {
    const topic = plan.files.get(digestOf(bytes))
    if (topic === undefined) throw changed(name)
    if (topic === null || !todo.has(topic)) continue
    files.push({ name, bytes })
    posts += plan.threads.get(topic)?.posts.length ?? 0
    if (posts < BATCH_POSTS) continue
    yield files
    files = []
    posts = 0
  }
  if (files.length > 0) yield files
}

function changed(name: string): ImportError {
  return new ImportError(
    'archive_changed',
    `The archive was changed while it was read: “${name}” is not what it was.`,
    'Run the command again when nothing writes to it any more; what was imported so far stays.',
  )
}
