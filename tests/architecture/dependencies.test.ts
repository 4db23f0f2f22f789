import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { faultOfLicence, faultOfPin, faultOfVersion, LEAST, type Package } from './dependency-rules.ts'
import { readProjectFile, root } from './project-files.ts'

type Lock = {
  packages: Record<string, { version: string; license?: string; dev?: boolean }>
}

const packages: Package[] = Object.entries(
  (JSON.parse(readProjectFile('package-lock.json')) as Lock).packages,
)
  .filter(([path]) => path !== '')
  .map(([path, { version, license, dev }]) => ({
    name: path.replace(/^.*node_modules\//, ''),
    path,
    version,
    license,
    dev: dev === true,
  }))

const sample = { name: 'sample', path: 'node_modules/sample', version: '1.0.0', license: 'MIT', dev: false }

test('package.json names exact versions', () => {
  const { dependencies, devDependencies, optionalDependencies, overrides } = packageJson
  const nested = Object.entries(overrides).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : Object.entries(value as Record<string, string>),
  )
  const named = [
    ...Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }),
    ...nested,
  ]
  expect(named.map(([name, version]) => faultOfPin(name, version)).filter(Boolean)).toEqual([])
  expect(faultOfPin('sample', '^1.2.3')).toContain('exact version')
})

test('every package that is installed with Guildhall has a licence that allows it', () => {
  expect(packages.length).toBeGreaterThan(200)
  expect(packages.map(faultOfLicence).filter(Boolean)).toEqual([])
})

test.each(['AGPL-3.0', 'GPL-3.0-or-later', 'MIT AND GPL-2.0', 'SSPL-1.0', undefined])(
  'the licence %s is refused',
  (license) => {
    expect(faultOfLicence({ ...sample, license })).toContain('not allowed')
  },
)

test('LGPL is allowed for the library that sharp loads, and for nothing else', () => {
  const name = '@img/sharp-libvips-linux-x64'
  expect(faultOfLicence({ ...sample, name, license: 'LGPL-3.0-or-later' })).toBeNull()
  expect(faultOfLicence({ ...sample, name, license: 'GPL-3.0-or-later' })).toContain('not allowed')
  expect(faultOfLicence({ ...sample, license: 'LGPL-3.0-or-later' })).toContain('not allowed')
})

test('a choice of licences needs one that is allowed', () => {
  expect(faultOfLicence({ ...sample, license: '(GPL-2.0 OR MIT)' })).toBeNull()
  expect(faultOfLicence({ ...sample, license: 'LGPL-3.0', dev: true })).toContain('not allowed')
})

test('no package has known holes', () => {
  expect(packages.map(faultOfVersion).filter(Boolean)).toEqual([])
  const guarded = packages.filter(({ name }) => name in LEAST)
  expect(guarded.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      '@remix-run/node',
      'linkify-it',
      'markdown-it',
      'react-router-dom',
      'sanitize-html',
    ]),
  )
  const installed = guarded
    .filter(({ path }) => existsSync(join(root, path)))
    .map((one) => {
      const { version } = JSON.parse(readProjectFile(`${one.path}/package.json`)) as { version: string }
      return faultOfVersion({ ...one, version })
    })
  expect(
    installed.filter(Boolean),
    'What is installed is older than package-lock.json says: run npm ci',
  ).toEqual([])
})

test.each([
  ['sanitize-html', '2.17.6'],
  ['markdown-it', '14.3.1'],
  ['react-router', '6.30.4'],
  ['linkify-it', '5.0.1'],
])('%s %s is told as too old', (name, version) => {
  expect(faultOfVersion({ ...sample, name, version })).toContain('known holes')
})

test('the least version and later ones are let through', () => {
  for (const version of ['2.17.7', '2.18.0', '3.0.0']) {
    expect(faultOfVersion({ ...sample, name: 'sanitize-html', version })).toBeNull()
  }
})
