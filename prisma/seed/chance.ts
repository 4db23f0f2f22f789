import { createHash } from 'node:crypto'

/**
 * A number in [0, 1) that looks drawn by lot and is the same for the same name for ever. It depends on nothing else, so
 * a new thread in the content changes no other one.
 */
export function chance(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32
}
