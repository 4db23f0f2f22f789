/** Files that tools name, or that people look for by this name. */
const GIVEN_NAMES =
  /(^|\/)(README|LICENSE|CONTRIBUTING|SECURITY|CHANGELOG|Dockerfile|Caddyfile|OFL-[a-z-]+)(\.[a-z]+)?$/

const KEBAB_CASE = /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/

/** Route parts and files that a tool or a framework names with signs of its own. */
const FREE_NAMES = /^(prisma\/migrations|tests\/fixtures|app\/.*\/fixtures|plugins\/_template|public)\//

/** Most lines that a source file may have; past LOOK it is worth a hard look, which the test prints. */
const LIMIT = 300
export const LOOK = 250

/** Written so that this file does not find itself. */
const NOTES = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)
const MACHINES = /(^|[\s'"`(=])(\/(work|root)\/|\/home\/\w+\/|\/Users\/\w+\/|[A-Z]:\\Users\\)/
const REGISTRIES = /https?:\/\/(registry\.|npm\.)[\w.-]+/

const TEXT = /\.(tsx?|m?js|css|md|json|ya?ml|prisma|sql|svg|sh)$|(^|\/)(Dockerfile|\.npmrc|\.ci\/run)$/

/** What is wrong with a file by its name and text, with the mend. */
export function faultsOfFile(path: string, text: string): string[] {
  const faults = nameFaults(path)
  if (!TEXT.test(path) || isMade(path)) return faults
  const lines = text.split('\n')
  const inLines = (pattern: RegExp, mend: string) =>
    lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${mend}`] : []))
  return [
    ...faults,
    ...inLines(NOTES, 'leaves a note for later: do it, or open an issue.'),
    ...inLines(MACHINES, 'names a place on one machine: make it relative, or take it from the environment.'),
    ...inLines(REGISTRIES, 'names a package registry: everybody has their own.'),
    ...(isSource(path) && lines.length > LIMIT
      ? [`${path} has ${lines.length} lines: split it by what it does (aim at 60).`]
      : []),
  ]
}

/** Source that people read from top to bottom: no data, no tests. */
export function isSource(path: string): boolean {
  return (
    /\.(tsx?|m?js|css)$/.test(path) &&
    !/^tests\/|\.test\.tsx?$|\/(testing|test-support|fixtures)\/|^app\/locales\/\w+\.ts$|^prisma\/seed\/content\//.test(
      path,
    )
  )
}

function isMade(path: string): boolean {
  return (
    path === 'package-lock.json' || path.startsWith('prisma/migrations/') || /(^|\/)fixtures\//.test(path)
  )
}

function nameFaults(path: string): string[] {
  if (GIVEN_NAMES.test(path) || FREE_NAMES.test(path)) return []
  const odd = path.split('/').filter((name) => !KEBAB_CASE.test(name.replace(/^[_$]|[$]/g, '')))
  return odd.length === 0 ? [] : [`${path}: name it in kebab-case (${odd.join(', ')}).`]
}
