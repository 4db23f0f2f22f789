import { expect, test } from 'vitest'
import { guardedAction } from '#app/http/route.server.ts'
import { authorisationMatrix } from './authorisation-matrix.ts'
import { expressRoutesOf, guardOfExpress } from './express-routes.ts'
import { projectFiles, readProjectFile } from './project-files.ts'
import { routeModules, routeTable } from './route-table.ts'

const expressRoutes = () =>
  projectFiles()
    .filter((path) => /^(app|plugins)\/.*\.ts$/.test(path) && !path.includes('.test.'))
    .flatMap((path) => expressRoutesOf(path, readProjectFile(path)))

test('authorisation.md says who may call every loader, action and address', async () => {
  const express = expressRoutes()
  expect(express.map(({ path }) => path)).toContain('/healthz')
  await expect(
    authorisationMatrix(routeTable(), await routeModules(), express),
    'The guards have changed. Renew the file (its head says how), read the difference, and commit it.',
  ).toMatchFileSnapshot('authorisation.md')
})

test('no address of Express hides one of Remix', () => {
  const early = new Set(expressRoutes().map(({ path }) => path))
  expect(routeTable().filter(({ pattern }) => early.has(pattern))).toEqual([])
})

test('an address in Express that nobody has thought about is an error', () => {
  const [route] = expressRoutesOf(
    'app/http/sample.ts',
    "const router = Router()\nrouter.post('/hooks', receive)",
  )
  expect(route).toEqual({ method: 'POST', path: '/hooks', file: 'app/http/sample.ts' })
  expect(() => guardOfExpress(route!)).toThrow('POST /hooks has no guard')
})

test('the matrix tells people apart by the guard, and refuses what has none', () => {
  const table = [{ pattern: '/admin', file: 'sample', layout: false }]
  const matrix = (action: () => Promise<unknown>) =>
    authorisationMatrix(table, { sample: { id: 'sample', path: '', module: { default: null, action } } }, [])
  const guarded = guardedAction(
    { access: { can: 'access.manage' } },
    async () => null,
  ) as () => Promise<unknown>
  expect(matrix(guarded)).toContain('| `/admin` | action | 403 | 404 | 404 | yes | yes |')
  expect(() => matrix(async () => null)).toThrow('no guard')
})
