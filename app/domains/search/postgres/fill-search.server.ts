type Runner = { query<T extends object>(text: string, values?: unknown[]): Promise<T[]> }

const BATCH = 1_000

/** Makes what is searched anew for every post: after a restore, which brings the posts alone. */
export async function fillSearch(
  runner: Runner,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<void> {
  const [size] = await runner.query<{ total: number }>('SELECT count(*)::int AS total FROM post')
  const total = size?.total ?? 0
  let after = 0
  for (let done = 0; ;) {
    onProgress({ done, total })
    const [batch] = await runner.query<{ ids: number[] | null }>(
      'SELECT array_agg(id) AS ids FROM (SELECT id FROM post WHERE id > $1 ORDER BY id LIMIT $2) p',
      [after, BATCH],
    )
    if (!batch?.ids) return
    await runner.query('SELECT search_put($1)', [batch.ids])
    after = Math.max(...batch.ids)
    done += batch.ids.length
  }
}
