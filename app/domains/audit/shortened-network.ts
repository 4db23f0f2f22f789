/** A network as the log keeps it: the first three numbers of IPv4, the first three groups of IPv6. Empty where unknown. */
export function shortenedNetwork(network: string | null): string {
  if (network === null) return ''
  if (network.includes(':')) return `${network.split(':').slice(0, 3).join(':')}::/48`
  return `${network.split('.').slice(0, 3).join('.')}.0/24`
}
