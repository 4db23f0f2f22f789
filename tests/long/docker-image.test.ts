import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { runningPostmaster } from '#app/platform/postgres/postmaster.ts'
import {
  isIgnored,
  parseDockerfile,
  readCopy,
  withBases,
  type Stage,
} from '#tests/architecture/dockerfile.ts'
import { projectFiles, readProjectFile, root } from '#tests/architecture/project-files.ts'

const isRoot = process.getuid?.() === 0
/** Nobody: owns nothing, and may write nothing but its data folder. */
const USER = isRoot ? { uid: 65_534, gid: 65_534 } : {}

const scratch = mkdtempSync(join(tmpdir(), 'guildhall-image-'))
chmodSync(scratch, 0o755)
const data = join(scratch, 'data')
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const stages = parseDockerfile(readProjectFile('docker/Dockerfile'))
const folderOf = (name: string) => join(scratch, name, 'app')

/** Takes the steps of a stage in a folder of its own. What is done to the system around it (`install -d`) is left out. */
function build(stage: Stage): void {
  const folder = folderOf(stage.name)
  mkdirSync(folder, { recursive: true })
  for (const { word, rest } of withBases(stages, stage).flatMap(({ instructions }) => instructions)) {
    if (word === 'COPY') copy(folder, rest)
    if (word === 'RUN' && !rest.startsWith('install '))
      execFileSync('bash', ['-euc', rest], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'], // an error carries what was said
        env: plainEnvironment() as NodeJS.ProcessEnv,
      })
  }
}

function copy(folder: string, rest: string): void {
  const { from, sources, target } = readCopy(rest)
  for (const source of sources) {
    if (from) {
      const path = join(scratch, from, source)
      // As Docker does: of a folder its content, and a file into a folder whose name ends with a slash.
      const to = statSync(path).isFile() && target.endsWith('/') ? join(target, basename(path)) : target
      cpSync(path, join(folder, to), { recursive: true, verbatimSymlinks: true })
    } else copyContext(source, join(folder, target))
  }
}

/** Files of the project that `.dockerignore` lets through. */
function copyContext(source: string, target: string): void {
  const ignore = readProjectFile('.dockerignore')
  for (const file of projectFiles()) {
    if (isIgnored(file, ignore) || (source !== '.' && file !== source)) continue
    const to = join(target, source === '.' ? file : basename(file))
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(root, file), to)
  }
}

/**
 * This environment, as far as it says how the network is reached, without what npm and the tests put into it. Node trusts whom the
 * system trusts: a registry behind a company's proxy has a certificate that only the system knows.
 */
function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => name === 'npm_config_registry' || !/^(npm_|NODE_ENV$|VITEST|VITE_|TEST$)/.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    NODE_USE_SYSTEM_CA: '1',
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  }
}

/** The health check has to know it before. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

test('what the Dockerfile makes runs as a user without rights, is healthy, and stops when it is told', async () => {
  for (const stage of stages.filter(({ name }) => name !== 'base')) build(stage)
  const image = folderOf('app')
  console.log(
    `The image's own files: ${execFileSync('du', ['-sh', image], { encoding: 'utf8' }).split('\t')[0]}`,
  )
  mkdirSync(data, { mode: 0o750 })
  if (isRoot) execFileSync('chown', [`${USER.uid}:${USER.gid}`, data])

  const port = await freePort()
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production' as const,
    HOST: '127.0.0.1',
    PORT: String(port),
    GUILDHALL_DATA: data,
    HOME: '/nonexistent',
  }
  const [program = '', ...args] = JSON.parse(
    stages.at(-1)!.instructions.find(({ word }) => word === 'CMD')!.rest,
  ) as string[]
  expect(program).toBe('node')
  const child = spawn(process.execPath, args, { cwd: image, env, stdio: ['ignore', 'pipe', 'pipe'], ...USER })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  const health = () =>
    spawnSync(process.execPath, ['docker/healthcheck.js'], { cwd: image, env, ...USER }).status
  try {
    await vi.waitFor(() => expect(health(), said).toBe(0), { timeout: 60_000, interval: 500 })
    const page = await fetch(`http://127.0.0.1:${port}/`)
    expect(await page.text()).toContain('</html>')
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(
      await (await fetch(`http://127.0.0.1:${port}/`)).text(),
    )?.[1]
    expect((await fetch(`http://127.0.0.1:${port}${style}`)).status).toBe(200)

    // The command line is in it, too.
    const doctor = spawnSync(process.execPath, ['app/cli.ts', 'doctor'], {
      cwd: image,
      env,
      encoding: 'utf8',
      ...USER,
    })
    expect(doctor.stdout).toContain('ok    durable writes')
    if (isRoot) expect(statSync(join(image, 'app/server.ts')).uid).toBe(0)
  } finally {
    child.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
  expect(health()).toBe(1)
  expect(runningPostmaster(join(data, 'postgres', 'cluster'))).toBeNull()
})
