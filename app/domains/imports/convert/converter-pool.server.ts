import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ConversionTables } from './conversion-tables.ts'
import type { TopicFile } from './convert-files.ts'
import type { ConvertedBatch } from './converted-rows.ts'

/** Conversion and baking are what an import spends its time on; more threads than this only wait for the writer. */
const MAX_THREADS = 4

/** Converts batches on worker threads. */
export type ConverterPool = {
  /** How many batches are worked on at once. */
  readonly size: number
  /** Resolves with the rows; rejects when the batch can't be converted or the thread dies. */
  convert: (files: TopicFile[]) => Promise<ConvertedBatch>
  close: () => Promise<void>
}

export function startConverterPool(tables: ConversionTables): ConverterPool {
  const size = Math.max(1, Math.min(MAX_THREADS, availableParallelism()))
  const threads = Array.from({ length: size }, () => startThread(tables))
  const idle = [...threads]
  const waiting: ((thread: Thread) => void)[] = []

  return {
    size,
    async convert(files) {
      const thread = idle.pop() ?? (await new Promise<Thread>((resolve) => waiting.push(resolve)))
      try {
        return await thread.convert(files)
      } finally {
        const next = waiting.shift()
        if (next) next(thread)
        else idle.push(thread)
      }
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}

type Thread = { convert: (files: TopicFile[]) => Promise<ConvertedBatch>; stop: () => Promise<unknown> }

function startThread(tables: ConversionTables): Thread {
  const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), { workerData: tables })
  // A thread that dies between batches says so at the next one.
  let death: Error | null = null
  worker.on('error', (error) => {
    death = error instanceof Error ? error : new Error(String(error))
  })
  return {
    stop: () => worker.terminate(),
    convert: (files) =>
      new Promise((resolve, reject) => {
        if (death) return reject(death)
        const settle = (): void => {
          worker.off('message', done)
          worker.off('error', failed)
          worker.off('exit', gone)
        }
        const done = (batch: ConvertedBatch): void => {
          settle()
          resolve(batch)
        }
        const failed = (error: unknown): void => {
          settle()
          reject(error instanceof Error ? error : new Error(String(error)))
        }
        const gone = (code: number): void => failed(new Error(`a conversion thread ended with code ${code}`))
        worker.once('message', done)
        worker.once('error', failed)
        worker.once('exit', gone)
        worker.postMessage(files)
      }),
  }
}
