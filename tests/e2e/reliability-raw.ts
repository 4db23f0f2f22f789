import { once } from 'node:events'
import { connect } from 'node:net'

/** The answer to bytes that no client would send; status 0 where the server only hung up. */
export type RawAnswer = { status: number; head: string; body: string; location: string | null }

/** Sends the bytes as they are and reads until the server ends the connection. */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  // A server that refuses early resets the connection while we still send.
  socket.on('error', () => undefined)
  socket.write(bytes)
  await once(socket, 'close')
  const [head = '', ...rest] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n')
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: rest.join('\r\n\r\n'),
    location: /^location: (.*)$/im.exec(head)?.[1] ?? null,
  }
}

/** A request with lines of one's own; the server closes the connection after it. */
export function requestLines(first: string, ...headers: string[]): string {
  return [first, ...headers, 'Connection: close', '', ''].join('\r\n')
}
