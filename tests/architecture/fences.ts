import { cyclesIn, type Import } from './import-graph.ts'
import { faultOfPackage } from './packages.ts'
import { isTestCode, MAY_IMPORT, roomOf, type Room } from './rooms.ts'

type World = {
  /** Names of "dependencies" in package.json. */
  dependencies: ReadonlySet<string>
}

/** Rooms whose files Node runs as they are, so that only erasable TypeScript works. */
const RUN_BY_NODE: Room[] = ['wiring', 'commands', 'http', 'domains', 'platform', 'prisma', 'plugin host']

const EXTENSION = /\.(tsx?|m?js|json|css|svg|woff2)$/

/** Every import that breaks a fence, as one line each that says where, what and what to do instead. */
export function brokenFences(imports: Import[], world: World): string[] {
  const faults = imports.flatMap((one) => {
    const fault = one.external ? faultOfPackage(one.from, one.to, world.dependencies) : faultOf(one)
    return fault ? [`${one.from}:${one.line} imports ${one.specifier}. ${fault}`] : []
  })
  const cycles = cyclesIn(imports).map(
    (cycle) => `${cycle.join(' → ')} go in a circle. Move what two of them need into a file of its own.`,
  )
  return [...faults, ...cycles]
}

function faultOf(one: Import): string | null {
  const from = roomOf(one.from)
  if (!EXTENSION.test(one.to)) return 'Node finds no file without its extension: write it (.ts, .tsx).'
  return (
    faultOfTests(one) ??
    faultOfPlugins(one) ??
    faultOfRooms(one, from) ??
    faultOfClient(one) ??
    faultOfServer(one, from) ??
    faultOfTsx(one, from)
  )
}

function faultOfTests(one: Import): string | null {
  if (isTestCode(one.from) || !isTestCode(one.to)) return null
  return 'Tests and their helpers are for tests only: move what is needed out of them.'
}

function faultOfRooms(one: Import, from: Room): string | null {
  const to = roomOf(one.to)
  if (from === to || isTestCode(one.to) || MAY_IMPORT[from].rooms.includes(to)) return null
  // A domain's test may put the parts together as the wiring does.
  if (isTestCode(one.from) && ['wiring', 'http', 'platform', 'domains'].includes(to)) return null
  return `${from} may not import ${to}. ${MAY_IMPORT[from].mend}`
}

function faultOfPlugins(one: Import): string | null {
  const [folder, id] = one.to.split('/')
  if (folder !== 'plugins' || roomOf(one.to) !== 'plugins' || one.from.startsWith(`plugins/${id}/`))
    return null
  if (roomOf(one.from) === 'plugin registry' || isTestCode(one.from)) return null
  return `Only plugins/registry*.ts names a plugin. Offer an extension point in app/plugins and let ${id} fill it.`
}

/** The generated client opens connections; its types go round by way of the platform. */
function faultOfClient(one: Import): string | null {
  if (!one.to.startsWith('prisma/generated/client/') || isTestCode(one.from)) return null
  if (one.from.startsWith('app/platform/') || one.from.startsWith('prisma/')) return null
  return 'The Prisma client is handed out by #app/platform/db/database.ts: take a Database as a parameter.'
}

function faultOfServer(one: Import, from: Room): string | null {
  if (
    one.typeOnly ||
    !/\.server\.tsx?$/.test(one.to) ||
    /\.server\.tsx?$/.test(one.from) ||
    isTestCode(one.from)
  )
    return null
  const client =
    from === 'ui' || from === 'locales' || /^app\/(routes\/parts\/|entry\.client|nonce)/.test(one.from)
  return client
    ? 'This file reaches browsers, and .server files must not: import the type only, or call it in the loader.'
    : null
}

function faultOfTsx(one: Import, from: Room): string | null {
  if (one.typeOnly || !one.to.endsWith('.tsx') || !RUN_BY_NODE.includes(from) || isTestCode(one.from))
    return null
  return 'Node runs this file as it is and knows no JSX: move what is needed into a .ts file.'
}
