import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { composeSchema, type SchemaFile } from './compose.ts'

// Makes the Prisma client and the Kysely types in prisma/generated. Does nothing when nothing changed, so it may run
// before every start and every test.

const root = fileURLToPath(new URL('..', import.meta.url))
const generated = join(root, 'prisma', 'generated')
const stampFile = join(generated, 'stamp')

/** Changes whenever the outcome could: with the schema, the tools, or this script. */
function stampOf(files: SchemaFile[]): string {
  const require = createRequire(import.meta.url)
  const hash = createHash('sha256')
  for (const { name, content } of files) hash.update(`${name}\0${content}\0`)
  hash.update(readFileSync(require.resolve('prisma/package.json')))
  hash.update(readFileSync(join(root, 'node_modules', 'prisma-kysely', 'package.json')))
  hash.update(readFileSync(join(root, 'prisma.config.ts')))
  hash.update(readFileSync(fileURLToPath(import.meta.url)))
  return hash.digest('hex')
}

/** Makes everything in a draft folder and swaps it in at the end: a fault, or a second process, leaves no half-made clients. */
function generate(files: SchemaFile[]): void {
  const draft = join(generated, `.draft-${process.pid}`)
  try {
    mkdirSync(join(draft, 'schema'), { recursive: true })
    for (const { name, content } of files) writeFileSync(join(draft, 'schema', name), content)
    const bin = join(root, 'node_modules', '.bin')
    const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js')
    execFileSync(process.execPath, [prisma, 'generate', '--no-hints', '--schema', join(draft, 'schema')], {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, CHECKPOINT_DISABLE: '1' },
      stdio: 'pipe',
    })
    for (const folder of ['schema', 'client', 'kysely']) {
      rmSync(join(generated, folder), { recursive: true, force: true })
      renameSync(join(draft, folder), join(generated, folder))
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

const files = composeSchema(root)
const stamp = stampOf(files)
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  try {
    generate(files)
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer }
    console.error(`The database clients could not be made from the schema.\n${stdout ?? ''}${stderr ?? ''}`)
    process.exit(1)
  }
  writeFileSync(stampFile, stamp)
}
