import { index, route } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import type { ServerBuild } from '@remix-run/node'
import { assertGuarded } from '#app/http/assert-guarded.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { projectFiles } from './project-files.ts'
import { claimedTwice, flatten, routeModules, routeTable } from './route-table.ts'

const buildOf = (routes: ServerBuild['routes']) => ({ routes }) as ServerBuild
const routeWith = (exports: object) =>
  buildOf({ sample: { id: 'sample', path: '', module: { default: () => null, ...exports } } })

test('no address belongs to two routes', () => {
  expect(claimedTwice(routeTable()), 'Give one of them another address in app/routes.ts').toEqual([])
})

test('an address that two routes claim is found whatever its parameters are called', () => {
  const twice = (...entries: Parameters<typeof flatten>[0]) => claimedTwice(flatten(entries))
  expect(twice(route('t/:id', 'a.tsx'), route('t/:first/:second?', 'b.tsx'))).toEqual([
    '/t/: belongs to app/a.tsx (/t/:id) and app/b.tsx (/t/:first/:second?)',
  ])
  expect(twice(index('a.tsx'), route(':lang?', 'b.tsx'))).toHaveLength(1)
  expect(twice(route('admin', 'frame.tsx', [index('a.tsx'), route('mail', 'b.tsx')]))).toEqual([])
  expect(
    twice(route('admin', 'frame.tsx', [route('mail', 'b.tsx')]), route('admin/mail', 'c.tsx')),
  ).toHaveLength(1)
})

test('every file of app/routes has an address', () => {
  const files = projectFiles().filter(
    (path) => /^app\/routes\/[^/]+\.tsx?$/.test(path) && !path.includes('.test.'),
  )
  const named = new Set(routeTable().map(({ file }) => file))
  const lost = files.filter((file) => !named.has(file))
  expect(lost, 'Name them in app/routes.ts; what several routes share belongs in app/routes/parts').toEqual(
    [],
  )
})

test('every loader and action goes through a guard', async () => {
  expect(() => assertGuarded(buildOf({}))).not.toThrow()
  const routes = await routeModules()
  expect(Object.keys(routes).length).toBeGreaterThan(5)
  assertGuarded(buildOf(routes))
})

test('a loader or action without a guard is named', () => {
  const bare = async () => null
  expect(() => assertGuarded(routeWith({ loader: bare }))).toThrow('sample loader')
  expect(() => assertGuarded(routeWith({ action: bare }))).toThrow('sample action')
  const guarded = {
    loader: guardedLoader({ access: 'everyone' }, bare),
    action: guardedAction({ access: 'members' }, bare),
  }
  expect(() => assertGuarded(routeWith(guarded))).not.toThrow()
})
