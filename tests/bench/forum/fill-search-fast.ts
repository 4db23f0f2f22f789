import { openCopySession } from '#app/platform/copy/copy-session.ts'

const BATCH = 5_000
/** The index of words is made after the rows, in a tenth of the time. */
const INDEX = 'search_post_words'

/** Makes what is searched for every post, on two connections side by side. */
export async function fillSearchFast(url: string): Promise<void> {
  const sessions = await Promise.all(
    [1, 2].map(() => openCopySession({ url, applicationName: 'guildhall bench' })),
  )
  const [session] = sessions
  try {
    const [index] = await session!.query<{ definition: string }>(
      'select pg_get_indexdef($1::regclass) as definition',
      [INDEX],
    )
    const [size] = await session!.query<{ max: number }>('select coalesce(max(id), 0) as max from post')
    await session!.run(`drop index ${INDEX}`)
    let next = 1
    await Promise.all(
      sessions.map(async (one) => {
        for (let from = next; from <= size!.max; from = next) {
          next += BATCH
          await one.query('select search_put(array_agg(id)) from post where id >= $1 and id < $2', [
            from,
            from + BATCH,
          ])
        }
      }),
    )
    await session!.run(`set maintenance_work_mem = '1GB'; ${index!.definition}`)
  } finally {
    await Promise.all(sessions.map((one) => one.close()))
  }
}
