import { contourLines, type Point } from './marching-squares.ts'
import { seededRandom } from './random.ts'

const WIDTH = 800
const HEIGHT = 400
const STEP = 16
/** Each fourth line is an index line, as on a map. */
const LEVELS = 12

interface Hill {
  x: number
  y: number
  height: number
  spread: number
}

/**
 * A map that nobody has walked: contour lines as an SVG document, white on transparent, to be laid over a tint. The
 * same seed always draws the same map, so its address may be cached for ever. Pure; 4–9 kB.
 */
export function drawContour(seed: number): string {
  const hills = raiseHills(seed)
  const heightAt = (x: number, y: number) =>
    hills.reduce(
      (sum, h) => sum + h.height * Math.exp(-((x - h.x) ** 2 + 1.6 * (y - h.y) ** 2) / (2 * h.spread ** 2)),
      0,
    )

  const columns = WIDTH / STEP + 1
  const rows = HEIGHT / STEP + 1
  const field = Array.from({ length: rows }, (_, j) =>
    Array.from({ length: columns }, (_, i) => heightAt(i * STEP, j * STEP)),
  )
  const all = field.flat()
  const low = Math.min(...all)
  const high = Math.max(...all)

  let thin = ''
  let thick = ''
  for (let n = 1; n <= LEVELS; n++) {
    const level = low + ((high - low) * n) / (LEVELS + 1)
    const path = contourLines(field, level).map(smoothPath).join('')
    if (n % 4 === 0) thick += path
    else thin += path
  }
  const peak = hills.reduce((best, h) => (visible(h) && h.height > best.height ? h : best), {
    ...hills[0]!,
    height: 0,
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="22 20 756 360" preserveAspectRatio="xMidYMid slice">` +
    `<g fill="none" stroke="#fff" stroke-linejoin="round">` +
    `<path d="${thin}" opacity=".36"/><path d="${thick}" stroke-width="2.2" opacity=".62"/></g>` +
    `<path d="M${Math.round(peak.x)} ${Math.round(peak.y) - 8}l9 15h-18z" fill="#fff" opacity=".9"/></svg>`
  )
}

/** Six to nine hills and hollows; the first is the summit and lies where every crop shows it. */
function raiseHills(seed: number): Hill[] {
  const random = seededRandom(seed)
  const between = (a: number, b: number) => a + (b - a) * random()
  const summit = { x: between(430, 620), y: between(150, 270), height: 1.25, spread: between(70, 105) }
  const others = Array.from({ length: 6 + Math.floor(random() * 3) }, () => ({
    x: between(-40, WIDTH + 40),
    y: between(-40, HEIGHT + 40),
    height: between(0.35, 1) * (random() < 0.35 ? -1 : 1),
    spread: between(65, 170),
  }))
  return [summit, ...others]
}

const visible = (hill: Hill) => hill.x > 120 && hill.x < WIDTH - 120 && hill.y > 90 && hill.y < HEIGHT - 90

/** Curves through the middles of the steps: round hills from a coarse grid, in few letters. */
function smoothPath(points: readonly Point[]): string {
  const at = ([x, y]: Point) => `${Math.round(x * STEP)} ${Math.round(y * STEP)}`
  const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const first = points[0]!
  const last = points.at(-1)!
  const closed = first[0] === last[0] && first[1] === last[1]
  if (points.length < 4) return `M${points.map(at).join('L')}`
  const ring = closed ? points.slice(0, -1) : points
  const start = closed ? middle(ring.at(-1)!, ring[0]!) : ring[0]!
  let path = `M${at(start)}`
  for (let i = 0; i < ring.length - 1; i++) path += `Q${at(ring[i]!)} ${at(middle(ring[i]!, ring[i + 1]!))}`
  return path + (closed ? `Q${at(ring.at(-1)!)} ${at(start)}z` : `L${at(ring.at(-1)!)}`)
}
