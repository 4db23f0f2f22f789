import { fileURLToPath } from 'node:url'
import { pendingChanges, writeMigration } from './write-migration.ts'

// npm run db:migration -- <name> [--empty]
// Writes a migration with what the schema files say now and did not say at the last one (migrations/schema.snapshot.prisma).
// Read it, and append by hand what a schema can't say. --empty makes one for SQL by hand alone.

const root = fileURLToPath(new URL('..', import.meta.url))
const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
if (!name || !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
  console.error('Give the migration a name in snake_case: npm run db:migration -- add_badges')
  process.exit(1)
}
const sql = await pendingChanges(root)
if (!sql && !process.argv.includes('--empty')) {
  console.log('The schema has not changed since the last migration. For SQL alone, add --empty.')
} else {
  const full = writeMigration(root, name, sql, new Date())
  console.log(`Wrote prisma/migrations/${full}/migration.sql. Read it before you commit it.`)
}
