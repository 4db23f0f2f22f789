import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ENV_NAMES } from '#app/platform/env.ts'
import { createMetrics } from '#app/platform/metrics.ts'
import { readProjectFile, root } from './project-files.ts'

const guide = readProjectFile('docs/operating.md')

/** What the guide does not say anywhere between backticks. */
const missing = (names: readonly string[]) =>
  names.filter((name) => !new RegExp(`\`${name}[\`=]`).test(guide))

test('the guide names every variable', () => {
  expect(ENV_NAMES.length).toBeGreaterThan(8)
  expect(missing(ENV_NAMES)).toEqual([])
  expect(missing(['NO_SUCH_VARIABLE'])).toEqual(['NO_SUCH_VARIABLE'])
})

test('the guide names every metric, those of Node by their families', async () => {
  const names = (await createMetrics().registry.getMetricsAsJSON()).map(({ name }) => name)
  const own = names.filter((name) => !/^(process|nodejs)_/.test(name))
  expect(own.length).toBeGreaterThan(5)
  expect(missing([...own, 'process_\\*', 'nodejs_\\*'])).toEqual([])
  const told = [...guide.matchAll(/`(guildhall_\w+)`/g)].map(([, name]) => name)
  expect(told.filter((name) => !own.includes(name ?? ''))).toEqual([])
})

test('the guide names every command, and none that is not there', { timeout: 60_000 }, () => {
  const commands = commandsOf(help()).flatMap((name) => {
    const below = commandsOf(help(name))
    return below.length > 0 ? below.map((one) => `${name} ${one}`) : [name]
  })
  expect(commands).toEqual(expect.arrayContaining(['doctor', 'import discourse']))
  const told = [...guide.matchAll(/^\| `npm run guildhall -- ([a-z ]+?)(?: <\w+>)?` \|/gm)].map(
    ([, name]) => name,
  )
  expect(told.sort()).toEqual(commands.sort())
})

test('the guide names every address for operators', () => {
  const routes = readProjectFile('app/http/operator-routes.ts')
  const paths = [...routes.matchAll(/router\.get\('([^']+)'/g)].map(([, path]) => path ?? '')
  expect(paths.length).toBeGreaterThan(2)
  expect(missing(paths)).toEqual([])
})

function help(...command: string[]): string {
  return execFileSync(process.execPath, [join(root, 'app/cli.ts'), ...command, '--help'], {
    encoding: 'utf8',
  })
}

/** The names in the list that `--help` prints. */
function commandsOf(text: string): string[] {
  const [, list = ''] = text.split('Commands:\n')
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name ?? '').filter((name) => name !== 'help')
}
