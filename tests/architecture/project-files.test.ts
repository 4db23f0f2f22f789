import { expect, test } from 'vitest'
import { faultsOfFile, isSource, LOOK } from './file-rules.ts'
import { projectFiles, readProjectFile } from './project-files.ts'

const files = projectFiles()
const ROOMS = [
  'app/commands',
  'app/domains',
  'app/http',
  'app/locales',
  'app/platform',
  'app/plugins',
  'app/routes',
  'app/ui',
]
const TOP = ['docker', 'docs', 'plugins', 'prisma', 'tests', 'themes']

test('names, lengths and words of all files', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap((path) => faultsOfFile(path, readProjectFile(path)))).toEqual([])
  const long = files
    .filter(isSource)
    .map((path) => ({ path, lines: readProjectFile(path).split('\n').length }))
  for (const { path, lines } of long.filter(({ lines }) => lines > LOOK)) {
    console.info(`${path} has ${lines} lines: worth a hard look`)
  }
})

test('every top room has a README', () => {
  const rooms = [...ROOMS, ...TOP].filter((room) => files.some((path) => path.startsWith(`${room}/`)))
  const without = rooms.filter((room) => !files.includes(`${room}/README.md`))
  expect(
    without,
    'Say in ten lines what lives there, what it may import, and where the next thing goes',
  ).toEqual([])
})

test.each([
  ['app/ui/PostHead.tsx', '', 'kebab-case'],
  ['app/ui/post_head.tsx', '', 'kebab-case'],
  ['app/ui/post-head.tsx', '// TO' + 'DO: later', 'note for later'],
  ['docs/start.md', 'Go to /ho' + 'me/ada/guildhall', 'one machine'],
  ['app/ui/post-head.tsx', '\n'.repeat(300), '301 lines'],
  ['.npmrc', 'registry=https://registry' + '.example.org', 'registry'],
])('%s with a fault is told', (path, text, fault) => {
  expect(faultsOfFile(path, text)).toEqual([expect.stringContaining(fault)])
})

test.each([
  ['app/ui/post-head.tsx', 'export const a = 1'],
  ['app/domains/posts/post.queries.server.ts', "to('/home')"],
  ['prisma/migrations/20261122132016_core/migration.sql', ''],
  ['README.md', 'Every member has a home.'],
])('%s without one is let through', (path, text) => {
  expect(faultsOfFile(path, text)).toEqual([])
})
