import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { brokenFences } from './fences.ts'
import { importsOf } from './import-graph.ts'
import { projectFiles, readProjectFile } from './project-files.ts'

const world = { dependencies: new Set(Object.keys(packageJson.dependencies)) }

const brokenIn = (files: Record<string, string>) =>
  brokenFences(
    Object.entries(files).flatMap(([path, text]) => importsOf(path, text)),
    world,
  )

test('every import stays within the fences', () => {
  const code = projectFiles().filter((path) => /\.(tsx?|m?js)$/.test(path) && !path.startsWith('public/'))
  expect(code.length).toBeGreaterThan(100)
  expect(
    brokenFences(
      code.flatMap((path) => importsOf(path, readProjectFile(path))),
      world,
    ),
  ).toEqual([])
})

test.each([
  ['app/routes/home.tsx', '#app/platform/db/database.ts', 'routes may not import platform'],
  ['app/routes/home.tsx', '#prisma/seed/seed.ts', 'routes may not import prisma'],
  ['app/domains/posts/reply.server.ts', '#app/http/errors.ts', 'domains may not import http'],
  ['app/domains/posts/reply.server.ts', '#app/routes/parts/head.ts', 'domains may not import routes'],
  ['app/domains/posts/reply.server.ts', '../../ui/hue.ts', 'domains may not import ui'],
  ['app/http/guard.ts', '#app/routes/parts/head.ts', 'http may not import routes'],
  ['app/ui/tag.tsx', '#app/domains/tags/tag.view.ts', 'ui may not import domains'],
  ['app/platform/log.ts', '#app/domains/tags/tag.view.ts', 'platform may not import domains'],
  ['app/domains/posts/reply.server.ts', 'pg', 'Only app/platform speaks to SDKs'],
  ['app/domains/posts/reply.server.ts', '@prisma/client', 'Only app/platform speaks to SDKs'],
  ['app/domains/members/sign-in.server.ts', 'lucia', 'Nothing but app/domains/sessions knows Lucia'],
  ['app/domains/posts/reply.server.ts', '@remix-run/node', 'Only routes and HTTP know the framework'],
  ['app/domains/posts/reply.server.ts', 'vitest', 'not in "dependencies"'],
  [
    'app/domains/posts/reply.server.ts',
    '#prisma/generated/client/client.ts',
    'take a Database as a parameter',
  ],
  [
    'app/domains/posts/reply.server.ts',
    '#plugins/badges/plugin.ts',
    'Only plugins/registry*.ts names a plugin',
  ],
  ['plugins/polls/plugin.ts', '#plugins/badges/plugin.ts', 'Only plugins/registry*.ts names a plugin'],
  ['app/ui/tag.tsx', 'node:fs', 'browsers'],
  ['app/routes/parts/page.tsx', '#app/domains/tags/tag.queries.server.ts', 'reaches browsers'],
  ['app/http/guard.ts', '#app/http/page.tsx', 'knows no JSX'],
  ['app/domains/posts/reply.server.ts', '#tests/support/database.ts', 'for tests only'],
  ['app/domains/posts/reply.server.ts', './post.view', 'extension'],
])('%s may not import %s', (path, specifier, reason) => {
  expect(brokenIn({ [path]: `import { x } from '${specifier}'` })).toEqual([expect.stringContaining(reason)])
})

test('a circle of imports is told with its way, and one of types is none', () => {
  const files = (word: string) => ({
    'app/ui/a.ts': "import { b } from './b.ts'",
    'app/ui/b.ts': "import { c } from './c.ts'",
    'app/ui/c.ts': `import ${word} { a } from './a.ts'`,
  })
  expect(brokenIn(files(''))).toEqual([
    expect.stringContaining('a.ts → app/ui/b.ts → app/ui/c.ts → app/ui/a.ts'),
  ])
  expect(brokenIn(files('type'))).toEqual([])
})

test('allowed imports, types of server code among them, are let through', () => {
  expect(
    brokenIn({
      'app/routes/home.tsx': "import { list } from '#app/domains/threads/thread.queries.server.ts'",
      'app/routes/parts/row.ts': "import type { Row } from '#app/domains/threads/thread.queries.server.ts'",
      'app/domains/posts/reply.server.ts':
        "import { z } from 'zod'\nconst t = await import('#app/platform/clock.ts')",
      'app/domains/posts/reply.test.ts': "import { testDatabase } from '#tests/support/database.ts'",
      'app/platform/db/pool.ts': "import pg from 'pg'",
      'plugins/registry.ts': "import { badges } from './badges/plugin.ts'",
    }),
  ).toEqual([])
})
