import type { CoverSource } from '#app/ui/cover.tsx'

/** How many different drawings there are: enough to look individual, few enough to stay in every cache. */
export const DRAWINGS = 64

/** The theme's drawing for an item without a picture. */
export function drawnCover(id: number, hue: number): CoverSource {
  return { drawn: `/art/contour/${id % DRAWINGS}.svg`, hue }
}
