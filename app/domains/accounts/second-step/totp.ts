import { Secret, TOTP } from 'otpauth'

/** Seconds per code; one before and one after are taken, too, for clocks that differ. */
const PERIOD = 30
const WINDOW = 1

/** A new secret, in Base32: 160 bits, as RFC 4226 asks for. */
export const newTotpSecret = () => new Secret({ size: 20 }).base32

/** What an app reads off a QR code. */
export function totpAddress({
  secret,
  site,
  handle,
}: {
  secret: string
  site: string
  handle: string
}): string {
  return totpOf(secret, site, handle).toString()
}

/** The time step whose code this is, around `now`; null where it is none of them. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(now.getTime() / 1_000 / PERIOD) + delta
}

/** The algorithm, length and period that every app knows. */
const totpOf = (secret: string, issuer = '', label = '') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD })
