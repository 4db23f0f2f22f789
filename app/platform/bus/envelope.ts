export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** A message on its way: `origin` names the sending process, `n` counts its messages. */
export interface Envelope {
  channel: string
  message: JsonValue
  origin: string
  n: number
}

/** What PostgreSQL takes in one NOTIFY. */
export const MAX_PAYLOAD_BYTES = 7_999

/** A message that no NOTIFY can carry. */
export class MessageTooLargeError extends Error {
  override name = 'MessageTooLargeError'
}

/** The bytes of a message. Throws MessageTooLargeError. */
export function encodeEnvelope(envelope: Envelope): string {
  const payload = JSON.stringify(envelope)
  const bytes = Buffer.byteLength(payload)
  if (bytes > MAX_PAYLOAD_BYTES) {
    throw new MessageTooLargeError(
      `A message on "${envelope.channel}" has ${bytes} bytes; the bus carries ${MAX_PAYLOAD_BYTES}. ` +
        'Send the id of what changed and let the listeners read it.',
    )
  }
  return payload
}

/** The message of a payload, or null for one that is none of ours. */
export function decodeEnvelope(payload: string): Envelope | null {
  try {
    const value: Partial<Envelope> | null = JSON.parse(payload)
    if (typeof value?.channel !== 'string' || typeof value.origin !== 'string') return null
    if (typeof value.n !== 'number' || value.message === undefined) return null
    return { channel: value.channel, message: value.message, origin: value.origin, n: value.n }
  } catch {
    return null
  }
}
