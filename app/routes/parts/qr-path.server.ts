import { encode } from 'uqr'

/** A QR code as the path of an SVG, one unit per square, and its size with the quiet border. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { path, size }
}
