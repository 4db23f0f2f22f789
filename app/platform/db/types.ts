import pg from 'pg'

const OID = { int8: 20, date: 1082, timestamp: 1114, int8Array: 1016 }

/** Counts and sums are numbers. Beyond what a number holds exactly it throws rather than round. */
function toNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number; cast it to text`)
  return value
}

const readArray: (text: string) => (string | null)[] = pg.types.getTypeParser(OID.int8Array)
const toNumbers = (text: string) => readArray(text).map((item) => (item === null ? null : toNumber(item)))

// Like Prisma: a day is its midnight in UTC, whatever zone the machine is in.
const dayToDate = (text: string): Date => new Date(`${text}T00:00:00Z`)
const timestampToDate = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`)

const parsers: Record<number, (text: string) => unknown> = {
  [OID.int8]: toNumber,
  [OID.int8Array]: toNumbers,
  [OID.date]: dayToDate,
  [OID.timestamp]: timestampToDate,
}

/** How the pool reads values for Kysely and plain queries; `numeric` stays a string. Prisma brings its own. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format),
}
