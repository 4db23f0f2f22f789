/** An address that mail can be sent to: as its owner writes it, and the form by which it is found. */
export type EmailAddress = { address: string; key: string }

/** The longest address that SMTP carries (RFC 5321, 4.5.3.1.3), and the longest part before the @. */
const LONGEST = 254
const LONGEST_LOCAL = 64
/** RFC 5322's dot-atom. Quoted parts and comments are for attackers: no mailbox that people use has them. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i

/**
 * Reads an address; null for what is none. The domain is compared as URLs compare hosts, so that each has one spelling,
 * and the part before the @ without case, because every provider does.
 */
export function parseEmail(text: string): EmailAddress | null {
  const address = text.normalize('NFKC').trim()
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = hostOf(address.slice(at + 1))
  if (at < 1 || domain === null || !LOCAL.test(local)) return null
  if (local.length > LONGEST_LOCAL || local.length + 1 + domain.length > LONGEST) return null
  return { address: `${local}@${domain}`, key: `${local.toLowerCase()}@${domain}` }
}

/** A domain name with a dot in it, in ASCII; null for addresses of machines and for what is no name. */
function hostOf(domain: string): string | null {
  if (!/^[\p{L}\p{N}.-]+$/u.test(domain)) return null
  const host = URL.parse(`http://${domain}/`)?.hostname ?? ''
  return /^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host) ? host : null
}

/** An address as a page may show it to who typed it, or to who looks over their shoulder: `e…@tarn.example`. */
export function concealed(address: string): string {
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}…${address.slice(at)}`
}
