import type { RouteConfigEntry } from '@remix-run/route-config'
import type { ServerBuild } from '@remix-run/node'
import config from '#app/routes.ts'
import { root } from './project-files.ts'

type RouteModules = ServerBuild['routes']

/** One route with the whole pattern of its address. */
export type TableRow = {
  /** `/t/:first/:second?` */
  pattern: string
  /** Seen from the root: `app/routes/thread.tsx`. */
  file: string
  /** Has routes below it, so that its address is another's as well. */
  layout: boolean
}

/** All routes of app/routes.ts, plugins' included. */
export function routeTable(): TableRow[] {
  return flatten(config)
}

/** Routes in a flat list, parents before their children. */
export function flatten(entries: RouteConfigEntry[], parent = ''): TableRow[] {
  return entries.flatMap((entry) => {
    const pattern = [parent, entry.path].filter(Boolean).join('/')
    const children = entry.children ?? []
    const row = { pattern: `/${pattern}`, file: `app/${entry.file}`, layout: children.length > 0 }
    return [row, ...flatten(children, pattern)]
  })
}

/** Addresses that two routes claim: the build takes either and says nothing. */
export function claimedTwice(rows: TableRow[]): string[] {
  const shapes = rows
    .filter(({ layout }) => !layout)
    .flatMap((row) => [...new Set(shapesOf(row.pattern))].map((shape) => ({ shape, row })))
  return [...Map.groupBy(shapes, ({ shape }) => shape)]
    .filter(([, claims]) => claims.length > 1)
    .map(
      ([shape, claims]) =>
        `${shape} belongs to ${claims.map(({ row }) => `${row.file} (${row.pattern})`).join(' and ')}`,
    )
}

/** What a pattern matches, whatever its parameters are called: `/t/:first/:second?` gives `/t/:` and `/t/:/:`. */
function shapesOf(pattern: string): string[] {
  return pattern
    .toLowerCase()
    .split('/')
    .filter(Boolean)
    .reduce<string[]>(
      (shapes, segment) => {
        const name = segment.replace(/\?$/, '').replace(/^:.+/, ':')
        const longer = shapes.map((shape) => `${shape === '/' ? '' : shape}/${name}`)
        return segment.endsWith('?') ? [...shapes, ...longer] : longer
      },
      ['/'],
    )
}

/** The modules of all routes and of the root, by file, as the build would hold them. */
export async function routeModules(): Promise<RouteModules> {
  const files = ['app/root.tsx', ...routeTable().map(({ file }) => file)]
  const modules = await Promise.all(
    [...new Set(files)].map(async (file) => {
      const module = (await import(`${root}/${file}`)) as NonNullable<RouteModules[string]>['module']
      return [file, { id: file, path: '', module }] as const
    }),
  )
  return Object.fromEntries(modules)
}
