/** One column, as the Prisma schema or the database says it. */
export type Column = {
  table: string
  name: string
  /** As the database calls it: `int4`, `timestamptz`, `text`. */
  type: string
  /** Digits after the second, of times. */
  precision: number | null
}

/** Ids that are not numbers, each with its reason. */
const TEXT_IDS = new Set([
  'session.id', // the hash of a secret
  'import_map.external_id', // as the other site calls it
])

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

/** What is wrong with a column, one sentence each that says the mend. */
export function faultsOfColumn(column: Column): string[] {
  const { table, name, type, precision } = column
  const where = `${table}.${name}`
  const isId = name === 'id' || name.endsWith('_id')
  return [
    ...([table, name].every((one) => SNAKE_CASE.test(one))
      ? []
      : [`${where}: names are snake_case; add @map or @@map`]),
    ...(type === 'timestamp' || (type === 'timestamptz' && precision !== 3)
      ? [`${where}: times are @db.Timestamptz(3), or they shift with the server's zone`]
      : []),
    ...(isId && !['int4', 'int8'].includes(type) && !TEXT_IDS.has(where)
      ? [`${where}: ids are Int (or BigInt)`]
      : []),
  ]
}
