import { contourLines, type Point } from './marching-squares.ts'
import { seededRandom } from './random.ts'

const WIDTH = 800
const HEIGHT = 400
const STEP = 20
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
 * same seed always draws the same map, so its address may be cached for ever. Without a summit it has lines alone, for
 * where words lie on it. Pure; 6–11 kB.
 */
export function drawContour(seed: number, { summit = true } = {}): string {
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
  const peak = highestIn(field)
  const top = `<path d="M${peak[0] * STEP} ${peak[1] * STEP - 8}l9 15h-18z" fill="#fff" opacity=".9"/>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="22 20 756 360" preserveAspectRatio="xMidYMid slice">` +
    `<g fill="none" stroke="#fff" stroke-linejoin="round">` +
    `<path d="${thin}" opacity=".36"/><path d="${thick}" stroke-width="2.2" opacity=".62"/></g>` +
    `${summit ? top : ''}</svg>`
  )
}

/** A summit where every crop shows it, broad hills and hollows around it, and small ones that ruffle the lines. */
function raiseHills(seed: number): Hill[] {
  const random = seededRandom(seed)
  const between = (a: number, b: number) => a + (b - a) * random()
  const hill = (reach: [number, number], spread: [number, number]): Hill => ({
    x: between(-40, WIDTH + 40),
    y: between(-40, HEIGHT + 40),
    height: between(...reach) * (random() < 0.4 ? -1 : 1),
    spread: between(...spread),
  })
  return [
    { x: between(430, 620), y: between(150, 260), height: 1.3, spread: between(60, 90) },
    ...Array.from({ length: 7 }, () => hill([0.4, 1], [80, 160])),
    ...Array.from({ length: 7 }, () => hill([0.12, 0.35], [28, 55])),
  ]
}

/** The highest point that every crop shows. */
function highestIn(field: readonly (readonly number[])[]): Point {
  let best: Point = [0, 0]
  let height = -Infinity
  for (let y = 6; y < field.length - 6; y++) {
    for (let x = 8; x < field[y]!.length - 8; x++) {
      if (field[y]![x]! > height) [best, height] = [[x, y], field[y]![x]!]
    }
  }
  return best
}

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
