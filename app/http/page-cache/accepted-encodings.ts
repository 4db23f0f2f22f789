export type Encoding = 'br' | 'gzip' | 'identity'

const REMEMBERED = 256
const plain: readonly Encoding[] = ['identity']
const known = new Map<string, readonly Encoding[]>()

/**
 * The encodings that a client takes, the one to send first: by q-value, and among equals the smallest. `identity` is
 * always in the list, because an answer that a client can't decode helps less than one that it did not prefer.
 */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  if (header === undefined) return plain
  const before = known.get(header)
  if (before) return before
  const ranked = rank(header)
  if (known.size >= REMEMBERED) known.clear()
  if (header.length <= REMEMBERED) known.set(header, ranked)
  return ranked
}

function rank(header: string): readonly Encoding[] {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const q = parameters.find((parameter) => /^q\s*=/.test(parameter))
    const weight = q === undefined ? 1 : Number(q.slice(q.indexOf('=') + 1))
    weights.set(coding === 'x-gzip' ? 'gzip' : coding, weight >= 0 && weight <= 1 ? weight : 0)
  }
  const others = weights.get('*') ?? 0
  const offers = [
    { encoding: 'br' as const, weight: weights.get('br') ?? others },
    { encoding: 'gzip' as const, weight: weights.get('gzip') ?? others },
    // Not named, it is acceptable and last.
    { encoding: 'identity' as const, weight: weights.get('identity') ?? Number.MIN_VALUE },
  ]
  return offers
    .filter(({ encoding, weight }) => weight > 0 || encoding === 'identity')
    .sort((a, b) => b.weight - a.weight)
    .map(({ encoding }) => encoding)
}
