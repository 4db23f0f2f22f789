/** One package as package-lock.json has it. */
export type Package = {
  name: string
  path: string
  version: string
  license?: string | undefined
  dev: boolean
}

/** Licences that ask for no more than their own text to be kept. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages that are kept although the list above lacks their licence, with the reason. */
const KEPT: Record<string, string> = {
  elkjs:
    'EPL-2.0, which binds changes to its own files; comes with the studio of the Prisma tool and is never run',
  'seq-queue': 'MIT by its LICENSE file, which package.json forgets to name; comes with the Prisma tool',
}

/**
 * LGPL is for libraries that are loaded as they come, unchanged, and that anybody may put another version of in their
 * place: libvips, which sharp loads at run time.
 */
const LOADED = /^@img\/sharp-/

/** The least versions without known holes; from the advisories of each. */
export const LEAST: Record<string, string> = {
  '@remix-run/dev': '2.17.5',
  '@remix-run/node': '2.17.5',
  '@remix-run/react': '2.17.5',
  '@remix-run/router': '1.23.4',
  '@remix-run/server-runtime': '2.17.5',
  dompurify: '3.4.13',
  'linkify-it': '5.0.2',
  'markdown-it': '15.0.2',
  nodemailer: '9.0.1',
  'react-router': '6.30.6',
  'react-router-dom': '6.30.6',
  'sanitize-html': '2.17.7',
  sharp: '0.35.3',
}

/** Why a package may not be installed with Guildhall, or null. Tools of development may have any licence but the GPLs. */
export function faultOfLicence({ name, license, dev }: Package): string | null {
  if (name in KEPT) return null
  const own = LOADED.test(name) ? (license ?? '').replace('LGPL-3.0-or-later', 'MIT') : (license ?? '')
  const fits = dev ? !/GPL/i.test(own) : isAllowed(own)
  return fits
    ? null
    : `${name}: the licence “${license ?? 'none'}” is not allowed. Choose another package, or write down why it is kept.`
}

function isAllowed(expression: string): boolean {
  const bare = expression.replace(/[()]/g, '')
  if (/ or /i.test(bare)) return bare.split(/ or /i).some(isAllowed)
  return bare.split(/ and /i).every((licence) => LICENCES.has(licence))
}

/** Why a version may not be used, or null. */
export function faultOfVersion({ name, path, version }: Package): string | null {
  const least = LEAST[name]
  if (least === undefined || !isOlder(version, least)) return null
  return `${path} is ${version}, which has known holes: at least ${least}. Raise it, or its "overrides" in package.json.`
}

/** Why a version in package.json is no exact one, or null. `$name` repeats another's. */
export function faultOfPin(name: string, version: string): string | null {
  if (/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version) || version.startsWith('$')) return null
  return `${name}: write the exact version instead of “${version}”, so that every installation is the same.`
}

function isOlder(version: string, least: string): boolean {
  const [a, b] = [version, least].map((one) => one.split(/[.-]/).map(Number)) as [number[], number[]]
  const at = b.findIndex((part, index) => part !== a[index])
  return at !== -1 && !((a[at] ?? 0) > b[at]!)
}
