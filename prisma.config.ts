// Generate, format and validate run in WASM; the engine binary is only asked for its path. Naming an existing
// file keeps Prisma from downloading one, which fails on machines without internet.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

import { defineConfig } from 'prisma/config'

export default defineConfig({ schema: 'prisma/schema' })
