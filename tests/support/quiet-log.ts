/** Says nothing but errors. */
export const quietLog = {
  info: () => undefined,
  warn: () => undefined,
  error: (details: unknown, message?: string) => console.error(message ?? '', details),
}
