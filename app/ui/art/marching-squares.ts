/** Column and row, in cells. */
export type Point = readonly [x: number, y: number]

/** Which pairs of a cell's edges (top, right, bottom, left) a line crosses, by which corners lie above the level. */
const CROSSINGS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
]

/** The lines at one level of a height field (rows of columns), each as the points it runs through. */
export function contourLines(field: readonly (readonly number[])[], level: number): Point[][] {
  const links = new Map<string, string[]>()
  const points = new Map<string, Point>()
  const link = (a: string, b: string) => {
    links.set(a, [...(links.get(a) ?? []), b])
    links.set(b, [...(links.get(b) ?? []), a])
  }
  for (let y = 0; y < field.length - 1; y++) {
    for (let x = 0; x < field[y]!.length - 1; x++) {
      const corners = [field[y]![x]!, field[y]![x + 1]!, field[y + 1]![x + 1]!, field[y + 1]![x]!]
      const above = corners.reduce((bits, height, i) => bits | (height > level ? 1 << i : 0), 0)
      for (const [from, to] of CROSSINGS[above]!) {
        link(crossing(x, y, from, corners, level, points), crossing(x, y, to, corners, level, points))
      }
    }
  }
  return follow(links).map((keys) => keys.map((key) => points.get(key)!))
}

/** Notes where the level crosses an edge of the cell; neighbours name a shared edge alike. */
function crossing(
  x: number,
  y: number,
  edge: number,
  corners: readonly number[],
  level: number,
  points: Map<string, Point>,
): string {
  const share = (a: number, b: number) => (level - a) / (b - a)
  const [nw, ne, se, sw] = corners as [number, number, number, number]
  const horizontal = edge === 0 || edge === 2
  const [cx, cy] = [edge === 1 ? x + 1 : x, edge === 2 ? y + 1 : y]
  const key = `${horizontal ? 'h' : 'v'}${cx},${cy}`
  if (!points.has(key)) {
    if (edge === 0) points.set(key, [x + share(nw, ne), y])
    else if (edge === 2) points.set(key, [x + share(sw, se), y + 1])
    else if (edge === 3) points.set(key, [x, y + share(nw, sw)])
    else points.set(key, [x + 1, y + share(ne, se)])
  }
  return key
}

/** Strings crossings together: first the lines that leave the field, then the closed rings. */
function follow(links: Map<string, string[]>): string[][] {
  const seen = new Set<string>()
  const lines: string[][] = []
  const ends = [...links.keys()].filter((key) => links.get(key)!.length === 1)
  for (const start of [...ends, ...links.keys()]) {
    if (seen.has(start)) continue
    const line = [start]
    seen.add(start)
    for (let at = start; ;) {
      const next = links.get(at)!.find((key) => !seen.has(key))
      if (!next) break
      line.push(next)
      seen.add(next)
      at = next
    }
    const isRing = line.length > 2 && links.get(line.at(-1)!)!.includes(start)
    if (isRing) line.push(start)
    lines.push(line)
  }
  return lines
}
