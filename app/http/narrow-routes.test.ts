import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { expect, test } from 'vitest'
import { createRoutedHandler } from './narrow-routes.ts'

const PATTERNS = [
  't/:first/:second?/:third?',
  't/:thread/feed.json',
  'feed.json',
  'p/:post',
  'p/:post/edit',
  'tags',
  'tags/:tag',
  'you/account',
  ':space/about',
  'admin/:room?',
  '*',
]

/** Routes that answer with their own pattern and what they were given. */
const routes = Object.fromEntries(
  PATTERNS.map((path, at) => [
    `routes/${at}`,
    {
      id: `routes/${at}`,
      parentId: 'root',
      path,
      module: {
        loader: ({ params }: { params: object }) => new Response(`${path} ${JSON.stringify(params)}`),
      },
    },
  ]),
)
const build = {
  entry: { module: { default: () => new Response('a page', { status: 404 }), handleError: () => undefined } },
  routes: { root: { id: 'root', path: '', module: { default: () => null } }, ...routes },
  assets: { routes: {}, entry: { module: '', imports: [] }, url: '', version: '1' },
  publicPath: '/',
  assetsBuildDirectory: '',
  mode: 'production',
  isSpaMode: false,
  future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
} as unknown as ServerBuild

const whole = createRequestHandler(build, 'production')
const narrow = createRoutedHandler(build, 'production')
const answer = async (handler: typeof whole, path: string, method: string) => {
  const response = await handler(new Request(`http://localhost${path}`, { method }))
  return `${response.status} ${await response.text()}`
}

test.each(
  [
    ['/t/12/walk', '/t/12', '/T/12/Walk/3', '/t/12/feed.json', '/t', '/t/', '/t/1/2/3/4'],
    ['/feed.json', '/FEED.json', '/feed.json/', '/feed.json.data', '/t/12/walk.data', '/_root.data', '/'],
    [
      '/%74/12',
      '/t%2F12',
      '/tags',
      '/tags/%C3%A9t%C3%A9',
      '/tags/a/b',
      '/you',
      '/you/account',
      '/You/account/',
    ],
    [
      '/t/about',
      '/tags/about',
      '/gear/about',
      '/admin',
      '/admin/x',
      '/admin/x/y',
      '//t/12',
      '/constructor',
      '/__proto__',
    ],
    [
      '/p/5',
      '/p/5/edit',
      '/p/5/EDIT',
      '/p/5/other',
      '/nothing/here',
      '/.data',
      '/テント/about',
      '/t.data/12',
    ],
  ].flat(),
)('%s is answered as if all routes had been looked at', async (path) => {
  for (const method of ['GET', 'POST']) {
    const found = await answer(narrow, path, method)
    expect(found, method).toBe(await answer(whole, path, method))
  }
})

test('each route is found', async () => {
  const asked = [
    '/t/1',
    '/t/1/feed.json',
    '/feed.json',
    '/p/1',
    '/p/1/edit',
    '/tags',
    '/tags/a',
    '/you/account',
  ]
  for (const [at, path] of [...asked, '/gear/about', '/admin', '/any/thing/else'].entries())
    expect((await answer(narrow, path, 'GET')).startsWith(`200 ${PATTERNS[at]} {`), path).toBe(true)
})
