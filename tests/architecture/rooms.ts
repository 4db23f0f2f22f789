/** The rooms of the house; see the README of each. */
export type Room =
  | 'wiring'
  | 'routes'
  | 'http'
  | 'domains'
  | 'platform'
  | 'ui'
  | 'locales'
  | 'letters'
  | 'commands'
  | 'plugin host'
  | 'plugin registry'
  | 'plugins'
  | 'prisma'
  | 'themes'
  | 'tests'
  | 'config'

const FOLDERS: [prefix: string, room: Room][] = [
  ['app/routes/', 'routes'],
  ['app/root.tsx', 'routes'],
  ['app/entry.', 'routes'],
  ['app/nonce.ts', 'routes'],
  ['app/http/', 'http'],
  ['app/domains/', 'domains'],
  ['app/platform/', 'platform'],
  ['app/ui/', 'ui'],
  ['app/locales/', 'locales'],
  ['app/letters/', 'letters'],
  ['app/commands/', 'commands'],
  ['app/plugins/', 'plugin host'],
  ['app/', 'wiring'],
  ['plugins/registry', 'plugin registry'],
  ['plugins/', 'plugins'],
  // The types of the tables belong to who hands the tables out.
  ['prisma/generated/', 'platform'],
  ['prisma/', 'prisma'],
  ['themes/', 'themes'],
  ['tests/', 'tests'],
]

/** The room in which a file lies. */
export function roomOf(path: string): Room {
  return FOLDERS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'config'
}

/** Tests and what only tests use; it may import more, and nobody else may import it. */
export function isTestCode(path: string): boolean {
  return (
    path.startsWith('tests/') ||
    /\.(test|arbitrary|world)\.tsx?$|-for-tests\.ts$|\/(testing|test-support)\//.test(path)
  )
}

/** What each room may import beside itself, and where to put what it may not. */
export const MAY_IMPORT: Record<Room, { rooms: Room[]; mend: string }> = {
  routes: {
    rooms: ['domains', 'http', 'ui', 'locales', 'plugin host'],
    mend: 'A route only parses, calls a domain and responds: put the work into app/domains/<noun> and call that.',
  },
  http: {
    rooms: ['domains', 'platform', 'locales', 'plugin host'],
    mend: 'HTTP knows no page: take what it needs as a parameter, or move the page into app/routes.',
  },
  domains: {
    rooms: ['platform', 'plugin host'],
    mend: 'A domain knows no HTTP and no page: return a view or throw, and let the route answer.',
  },
  platform: {
    rooms: [],
    mend: 'The platform stands below every room: take what is needed as a parameter, or move the code into a domain.',
  },
  ui: {
    rooms: ['locales', 'themes'],
    mend: 'Components take plain props: let the route map a view to them (app/routes/parts).',
  },
  letters: {
    rooms: ['domains', 'platform', 'locales'],
    mend: 'A letter says what a domain hands it: put the work into app/domains/<noun> and call that.',
  },
  locales: { rooms: [], mend: 'Words know nothing: give the value as a parameter of the message.' },
  commands: {
    rooms: ['domains', 'platform', 'prisma'],
    mend: 'A command calls the domain function that a route would call.',
  },
  wiring: {
    rooms: ['http', 'domains', 'letters', 'platform', 'commands', 'plugin host', 'plugin registry', 'prisma'],
    mend: 'Entry points put parts together; pages come in through the build.',
  },
  'plugin host': {
    rooms: ['platform', 'locales', 'plugin registry'],
    mend: 'The host offers extension points; the domain or route that has one calls the host.',
  },
  'plugin registry': { rooms: ['plugins', 'plugin host'], mend: 'The registry is one line per plugin.' },
  plugins: {
    rooms: ['plugin host', 'domains', 'http', 'ui', 'locales'],
    mend: 'A plugin uses the public interface only: what it lacks becomes an extension point of app/plugins.',
  },
  prisma: {
    rooms: ['domains', 'platform'],
    mend: 'Schema tools and seeds use the functions of domains and platform.',
  },
  themes: { rooms: [], mend: 'A theme is tokens and assets, without logic.' },
  tests: {
    rooms: [
      'wiring',
      'routes',
      'http',
      'domains',
      'platform',
      'ui',
      'locales',
      'letters',
      'commands',
      'plugin host',
      'plugin registry',
      'plugins',
      'prisma',
      'themes',
      'config',
    ],
    mend: 'Tests may import everything.',
  },
  config: { rooms: [], mend: 'A tool’s configuration imports packages only.' },
}
