import pg from 'pg'

/** Runs `work` while nobody can reach the database, as if its server were gone; it is back afterwards. */
export async function whileDatabaseIsAway<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const url = new URL(databaseUrl)
  const name = decodeURIComponent(url.pathname.slice(1))
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.toString() })
  await admin.connect()
  const allow = (yes: boolean) =>
    admin.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS ${yes}`)
  try {
    await allow(false)
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
    return await work()
  } finally {
    await allow(true)
    await admin.end()
  }
}
