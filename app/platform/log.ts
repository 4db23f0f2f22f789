import pino from 'pino'

export type Log = pino.Logger

/** A structured logger: one JSON object per line on stdout; secrets that libraries put into errors are masked. */
export function createLog(options: { level: string; stream?: pino.DestinationStream }): Log {
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.password', '*.token', '*.cookie', 'req.headers.cookie', 'req.headers.authorization'],
      censor: '[masked]',
    },
    formatters: { level: (label) => ({ level: label }) },
  }
  return options.stream ? pino(settings, options.stream) : pino(settings)
}
