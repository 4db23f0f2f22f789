import { inflateSync } from 'node:zlib'

const HEADER = 44
const ENTRY = 20

/** The font inside a WOFF 1.0 file, as the tables that HarfBuzz reads. For files of ours: it trusts them. */
export function unpackWoff(woff: Buffer): Buffer {
  const tables = woff.readUInt16BE(12)
  const entries = Array.from({ length: tables }, (_, n) => {
    const at = HEADER + n * ENTRY
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ]
    const data = woff.subarray(offset, offset + packed)
    return { name: woff.subarray(at, at + 4), data: packed < length ? inflateSync(data) : data }
  })
  const head = Buffer.alloc(12 + tables * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(tables, 4)
  const bodies: Buffer[] = []
  let offset = head.length
  for (const [n, { name, data }] of entries.entries()) {
    const at = 12 + n * 16
    name.copy(head, at)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(data.length, at + 12)
    const padded = Math.ceil(data.length / 4) * 4
    bodies.push(data, Buffer.alloc(padded - data.length))
    offset += padded
  }
  return Buffer.concat([head, ...bodies])
}
