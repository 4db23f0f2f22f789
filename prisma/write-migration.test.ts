import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { composeSchema } from './compose.ts'
import { pendingChanges, writeMigration } from './write-migration.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const base = 'datasource db {\n  provider = "postgresql"\n}\n'
const now = new Date('2026-01-02T03:04:05.678Z')
let root: string

function schema(name: string, content: string): void {
  writeFileSync(join(root, 'prisma', 'schema', `${name}.prisma`), content)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guildhall-schema-'))
  mkdirSync(join(root, 'prisma', 'schema'), { recursive: true })
  schema('base', base)
  schema('cats', 'model Cat {\n  id Int @id\n}\n')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('migrations', () => {
  it('say what the schema files of this project say', async () => {
    expect(await pendingChanges(project)).toBe('')
  })

  it('hold only what changed since the last one', async () => {
    const first = await pendingChanges(root)
    expect(first).toContain('CREATE TABLE "Cat"')
    expect(writeMigration(root, 'cats', first, now)).toBe('20260102030405_cats')
    expect(readFileSync(join(root, 'prisma/migrations/20260102030405_cats/migration.sql'), 'utf8')).toBe(
      first,
    )
    expect(await pendingChanges(root)).toBe('')

    schema('cats', 'model Cat {\n  id Int @id\n  name String\n}\n')
    const second = await pendingChanges(root)
    expect(second).toContain('ALTER TABLE "Cat" ADD COLUMN')
    expect(second).not.toContain('CREATE TABLE')
  })

  it('leave the tables of plugins to the plugins', async () => {
    mkdirSync(join(root, 'plugins', 'dogs'), { recursive: true })
    writeFileSync(join(root, 'plugins', 'dogs', 'schema.prisma'), 'model Dog {\n  id Int @id\n}\n')
    expect(composeSchema(root).map(({ name }) => name)).toEqual([
      'base.prisma',
      'cats.prisma',
      'plugin-dogs.prisma',
    ])
    expect(await pendingChanges(root)).not.toContain('Dog')
  })

  it('name the fault in a schema that is none', async () => {
    schema('cats', 'model Cat {\n  id Wool @id\n}\n')
    await expect(pendingChanges(root)).rejects.toThrow(/Wool/)
  })
})
