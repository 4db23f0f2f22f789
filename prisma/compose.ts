import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SchemaFile {
  /** Its name in the composed folder: `posts.prisma`, `plugin-badges.prisma`. */
  name: string
  content: string
}

/** The core's own schema: prisma/schema/*.prisma under `root`, in the order of their names. */
export function coreSchema(root: string): SchemaFile[] {
  const folder = join(root, 'prisma', 'schema')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }))
}

/**
 * The core's schema and that of every plugin that has one: what the clients are made from. Core ids are plain numbers in
 * a plugin's models (their foreign keys stand in the plugin's SQL), so the files need no more than to lie together.
 */
export function composeSchema(root: string): SchemaFile[] {
  const plugins = join(root, 'plugins')
  const ids = existsSync(plugins) ? readdirSync(plugins).sort() : []
  const pluginFiles = ids
    .map((id) => ({ name: `plugin-${id}.prisma`, path: join(plugins, id, 'schema.prisma') }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, content: readFileSync(path, 'utf8') }))
  return [...coreSchema(root), ...pluginFiles]
}
