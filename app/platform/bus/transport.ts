import type { Logger } from 'pino'

/** The part of the log that the bus needs. */
export type BusLog = Pick<Logger, 'info' | 'warn' | 'error'>

/** What a transport calls; neither of the two throws. */
export interface TransportHandlers {
  receive(payload: string): void
  /** Messages may have been missed. */
  reset(): void
}
