import { diffWordsWithSpace } from 'diff'

/** A piece of text that stayed, came or went between two versions. */
export type DiffPiece = { text: string; was: 'same' | 'added' | 'removed' }

/** Beyond this much change or time, one text in place of the other says as much. */
const BOUNDS = { maxEditLength: 2_000, timeout: 100 }

/** What changed from one version of a text to the next, word by word. */
export function diffVersions(before: string, after: string): DiffPiece[] {
  const changes = diffWordsWithSpace(before, after, BOUNDS) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  return changes
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }) => ({
      text: value,
      was: added ? 'added' : removed ? 'removed' : 'same',
    }))
}
