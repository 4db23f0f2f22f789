import type pg from 'pg'

/**
 * The settings of the server by which a write that was acknowledged could still be lost when the machine stops; empty
 * when all is well. Whoever starts up says so in the log.
 */
export async function unsafeSettings(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM pg_settings
     WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name`,
  )
  return rows.map(({ name }) => name)
}
