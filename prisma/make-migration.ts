import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { coreSchema } from './compose.ts'
import { diffSchemas } from './schema-engine.ts'

// npm run db:migration -- <name> [--empty]
// Writes prisma/migrations/<time>_<name>/migration.sql: what the schema files say now against what they said at the last
// migration (schema.snapshot.prisma). Read it, and append by hand what a schema can't say. --empty: for SQL alone.

const root = fileURLToPath(new URL('..', import.meta.url))
const migrations = join(root, 'prisma', 'migrations')
const snapshotFile = join(migrations, 'schema.snapshot.prisma')

const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const empty = process.argv.includes('--empty')
if (!name || !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
  console.error('Give the migration a name in snake_case: npm run db:migration -- add_badges')
  process.exit(1)
}

const current = coreSchema(root)
const last = existsSync(snapshotFile)
  ? [{ name: 'schema.prisma', content: readFileSync(snapshotFile, 'utf8') }]
  : []
const sql = await diffSchemas(last, current)
if (/^\s*(--[^\n]*\s*)?$/.test(sql) && !empty) {
  console.log('The schema has not changed since the last migration. For SQL alone, add --empty.')
  process.exit(0)
}

const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = join(migrations, `${time}_${name}`)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'migration.sql'), sql)
writeFileSync(snapshotFile, current.map(({ content }) => content.trim()).join('\n\n') + '\n')
// `prisma migrate deploy` asks for this file.
writeFileSync(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
console.log(`Wrote prisma/migrations/${time}_${name}/migration.sql. Read it before you commit it.`)
