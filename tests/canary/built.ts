import { resolve } from 'node:path'
import type { ServerBuild } from '@remix-run/node'

export type Built = { routes: { id: string; path: string | null }[]; version: string }

/** What a build serves, whatever the sources say: its routes (null for one without an address) and its version. */
export async function readBuilt(root = resolve(import.meta.dirname, '../..')): Promise<Built> {
  const build = (await import(resolve(root, 'build/server/index.js'))) as ServerBuild
  const routes = Object.values(build.routes).flatMap((route) => (route ? [route] : []))
  return {
    routes: routes.map(({ id, path, index }) => ({ id, path: path ?? (index ? '' : null) })),
    version: build.assets.version,
  }
}
