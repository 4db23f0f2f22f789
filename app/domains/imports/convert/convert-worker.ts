import { parentPort, workerData } from 'node:worker_threads'
import type { ConversionTables } from './conversion-tables.ts'
import { FileConverter } from './convert-files.ts'
import type { TopicFile } from './convert-files.ts'

// A worker thread of converter-pool.server.ts: files in, rows out.

const converter = new FileConverter(workerData as ConversionTables)

parentPort?.on('message', (files: TopicFile[]) => {
  parentPort?.postMessage(converter.convert(files))
})
