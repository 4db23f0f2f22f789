import { addresses, machinery, type Address } from './addresses.ts'
import type { Built } from './built.ts'
import type { World } from './world.ts'

export type Request = { path: string; method?: 'HEAD'; address: Address }

/** Every way to ask for every address of a build. */
export function requestsOf(world: World, { routes, version }: Built): Request[] {
  return [
    ...routes.flatMap(({ id }) => (addresses[id]?.(world) ?? []).flatMap((address) => formsOf(address, id))),
    ...routes.flatMap(({ id, path }) => {
      const [address] = addresses[id]?.(world) ?? []
      return address && path !== null ? oddFormsOf(address, id) : []
    }),
    ...machinery(version).map((path) => ({ path, address: { path, as: 'page' as const } })),
  ]
}

function formsOf(address: Address, id: string): Request[] {
  const asData = { path: dataPath(address.path), address }
  if (address.as === 'data') return [asData]
  const document = { path: address.path, address }
  const method = 'HEAD'
  if (address.as === 'redirect') return [document, asData, { ...document, method }]
  return [document, asData, { path: dataPath(address.path, `_routes=${encodeURIComponent(id)}`), address }]
}

/** Choosing other loaders than the page has, and the old way to ask for one. */
function oddFormsOf(address: Address, id: string): Request[] {
  const chosen = ['root', `root,${id}`, `routes/home,${id}`].map(
    (ids) => `_routes=${encodeURIComponent(ids)}`,
  )
  const old = ['root', id].map((one) => `_data=${encodeURIComponent(one)}`)
  return [
    ...chosen.map((query) => ({ path: dataPath(address.path, query), address })),
    ...old.map((query) => ({ path: withQuery(address.path, query), address })),
  ]
}

/** Where the framework asks for the data of a page. */
export function dataPath(path: string, more = ''): string {
  const [pathname = '/', query = ''] = path.split('?')
  return withQuery(`${pathname === '/' ? '/_root' : pathname}.data`, [query, more].filter(Boolean).join('&'))
}

function withQuery(path: string, query: string): string {
  if (query === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}${query}`
}

/** Whether a request asks for data, as the framework does. */
export function asksForData({ path, method }: Request): boolean {
  return method === undefined && /\.data(\?|$)/.test(path) && !path.includes('_data=')
}
