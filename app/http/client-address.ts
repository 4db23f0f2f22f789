import type { IncomingMessage } from 'node:http'
import type { Log } from '#app/platform/log.ts'

/** Loopback and private networks, also as IPv4 inside IPv6. */
export function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '')
  return plain === '::1' || /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/.test(plain)
}

/**
 * Tells once of a proxy that nobody named: everybody behind it would share the limits of one. Only one that is near is
 * told of, because anybody may send the header.
 */
export function createProxyAdvice(log: Pick<Log, 'warn'>, trusted: number | readonly string[]) {
  let told = trusted !== 0 && (typeof trusted === 'number' || trusted.length > 0)
  return (req: IncomingMessage): void => {
    if (told || req.headers['x-forwarded-for'] === undefined) return
    if (!isPrivate(req.socket.remoteAddress ?? '')) return
    told = true
    log.warn(
      'Requests come through a proxy that Guildhall does not trust, so everybody behind it shares one allowance of searches. Say how many proxies of yours there are: TRUSTED_PROXIES=1',
    )
  }
}
