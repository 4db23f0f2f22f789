/** SQLSTATEs by which PostgreSQL says that it is not there for us: shutting down, starting up, connection gone or full. */
const away = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006', '53300'])
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
])
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024'])
const words =
  /not currently accepting connections|connection (terminated|ended)|timeout exceeded when trying to connect|client has encountered a connection error|pool after calling end/i

/** Whether an error means that the database can't be reached at the moment, so that trying again later is the answer. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code === 'string') {
    if (away.has(code) || prismaCodes.has(code)) return true
    if (socketCodes.has(code) && (syscall === 'connect' || code !== 'ENOENT')) return true
  }
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true
  return words.test(error.message) || (error.cause !== undefined && isDatabaseAway(error.cause))
}

/** Whether an error means that a row like it is there already, by this constraint or index. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const { code, constraint: broken } = (error ?? {}) as { code?: unknown; constraint?: unknown }
  return code === '23505' && broken === constraint
}
