import type { Database } from '#app/platform/db/database.ts'

/** Compares `search_post` with what it should be, as one moment of the database shows both. Changes nothing. */
export type SearchExaminer = {
  /** Looks at the next posts by id; null when there are none. `wrong`: what is missing, too much or not as it should be. */
  next(after: number, limit: number): Promise<{ looked: number; last: number; wrong: number[] } | null>
  /** Of these posts, those that are wrong now. */
  wrongOf(ids: readonly number[]): Promise<number[]>
  close(): void
}

/**
 * What should be is written by the one function that writes it always, `search_put`, into a temporary table that stands before
 * the real one for this connection; its transactions are read-only, so that the real one can't be meant. The connection is
 * thrown away afterwards, with the table and every plan.
 */
export async function openSearchExaminer(pool: Database['pool']): Promise<SearchExaminer> {
  const client = await pool.connect()
  const close = () => client.release(true)
  try {
    await client.query('set statement_timeout = 0')
    await client.query('set idle_in_transaction_session_timeout = 0')
    await client.query(`create temporary table search_post
      (like public.search_post including defaults, primary key (post_id)) on commit delete rows`)
    await client.query('discard plans')
    const { rows } = await client.query<{ columns: string }>(`
      select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
      where attrelid = 'public.search_post'::regclass and attnum > 0 and not attisdropped and attname <> 'changed'`)
    const columns = rows[0]?.columns ?? 'post_id'

    async function atOneMoment<T>(look: () => Promise<T>): Promise<T> {
      await client.query('begin isolation level repeatable read read only')
      try {
        return await look()
      } finally {
        await client.query('rollback')
      }
    }

    async function compare(ids: readonly number[]): Promise<number[]> {
      await client.query('select search_put($1)', [ids])
      const { rows: wrong } = await client.query<{ id: number }>(
        `select distinct post_id as id from (
          (select ${columns} from public.search_post where post_id = any($1) except all select ${columns} from pg_temp.search_post)
          union all
          (select ${columns} from pg_temp.search_post except all select ${columns} from public.search_post where post_id = any($1))
        ) as differs order by 1`,
        [ids],
      )
      return wrong.map(({ id }) => id)
    }

    return {
      next: (after, limit) =>
        atOneMoment(async () => {
          const { rows: found } = await client.query<{ id: number }>(
            `select id from (
              (select id from post where id > $1 order by id limit $2) union
              (select post_id from public.search_post where post_id > $1 order by post_id limit $2)
            ) as either order by id limit $2`,
            [after, limit],
          )
          const ids = found.map(({ id }) => id)
          const last = ids.at(-1)
          return last === undefined ? null : { looked: ids.length, last, wrong: await compare(ids) }
        }),
      wrongOf: (ids) => (ids.length === 0 ? Promise.resolve([]) : atOneMoment(() => compare(ids))),
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}
