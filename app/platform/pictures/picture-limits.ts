/** Pixels of all frames together: a photo of any camera that people carry, and no more than 160 MB of memory. */
export const MOST_PIXELS = 40_000_000
/** Frames of a moving picture. */
export const MOST_FRAMES = 500
