import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { SchemaFile } from './compose.ts'

let started: Promise<void> | undefined

/** The engine's bindings hold one instance for the whole process. */
async function start(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
  })
  engine.__wbg_set_wasm(wasm.instance.exports)
  ;(wasm.instance.exports.__wbindgen_start as () => void)()
}

/** The SQL that leads from one schema to the other (from nothing, when `from` is empty). Needs no database, no network. */
export async function diffSchemas(from: SchemaFile[], to: SchemaFile[]): Promise<string> {
  await (started ??= start())
  const toFiles = (files: SchemaFile[]) => files.map(({ name, content }) => ({ path: name, content }))
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    offlineAdapter,
  )
  const { stdout } = await schemaEngine.diff({
    from: from.length > 0 ? { tag: 'schemaDatamodel', files: toFiles(from) } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: toFiles(to) },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout ?? ''
}

const unused = () => Promise.reject(new Error('Comparing schemas needs no database'))

/**
 * The engine "connects" and asks once whether the schema `public` exists and which version answers; that tells it the
 * dialect to write. Column types are Prisma's: 5 is boolean, 7 text, 0 integer.
 */
const greeting = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 18.0', 180000]],
}

const offlineConnection = {
  provider: 'postgres',
  adapterName: 'offline',
  queryRaw: () => Promise.resolve({ ok: true, value: greeting }),
  executeRaw: unused,
  executeScript: unused,
  startTransaction: unused,
  getConnectionInfo: () => ({ ok: true, value: { supportsRelationJoins: true } }),
  dispose: () => Promise.resolve({ ok: true, value: undefined }),
}

const offlineAdapter = {
  ...offlineConnection,
  connect: () => Promise.resolve({ ok: true, value: offlineConnection }),
  connectToShadowDb: unused,
}
