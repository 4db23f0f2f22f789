import { isIP } from 'node:net'

/**
 * The network that an address belongs to, as a key to count by: an IPv4 address itself (also when it comes inside of
 * IPv6), of IPv6 the /64, because one household or machine has that many addresses to choose from. A port or a zone is
 * left out. Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const bare = withoutPort(address.trim()).split('%', 1)[0] ?? ''
  if (isIP(bare) === 4) return bare
  if (isIP(bare) !== 6) return null
  const groups = groupsOf(bare)
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** Some proxies write `203.0.113.9:4711` and `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
}

/** The eight numbers of an IPv6 address. The URL parser writes it in one spelling, with at most one `::`. */
function groupsOf(address: string): number[] {
  const spelt = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [before = '', after] = spelt.split('::')
  const numbers = (part: string | undefined) => (part ? part.split(':').map((one) => parseInt(one, 16)) : [])
  const [left, right] = [numbers(before), numbers(after)]
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]
}
