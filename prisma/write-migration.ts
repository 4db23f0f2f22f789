import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { coreSchema } from './compose.ts'
import { diffSchemas } from './schema-engine.ts'

/** The SQL from the last migration's schema to that of the files; empty when nothing changed. */
export async function pendingChanges(root: string): Promise<string> {
  const snapshot = snapshotFile(root)
  const last = existsSync(snapshot)
    ? [{ name: 'schema.prisma', content: readFileSync(snapshot, 'utf8') }]
    : []
  const sql = await diffSchemas(last, coreSchema(root))
  return /^\s*(--[^\n]*\s*)?$/.test(sql) ? '' : sql
}

/** Writes prisma/migrations/<time>_<name>/migration.sql and remembers the schema. Returns the migration's name. */
export function writeMigration(root: string, name: string, sql: string, now: Date): string {
  const migrations = join(root, 'prisma', 'migrations')
  const full = `${now.toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`
  mkdirSync(join(migrations, full), { recursive: true })
  writeFileSync(join(migrations, full, 'migration.sql'), sql)
  const schema = coreSchema(root).map(({ content }) => content.trim())
  writeFileSync(snapshotFile(root), `${schema.join('\n\n')}\n`)
  // `prisma migrate deploy` asks for this file.
  writeFileSync(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return full
}

function snapshotFile(root: string): string {
  return join(root, 'prisma', 'migrations', 'schema.snapshot.prisma')
}
