const unfinished = new Set<string>()
let serial = 0

/** A line that keeps the place of a file in the text while it is on its way. Each is another one. */
export function placeFor(name: string): string {
  const place = `![${name.replace(/[[\]\\\s]+/g, ' ')} … ${++serial}]()`
  unfinished.add(place)
  return place
}

export const isDone = (place: string): void => void unfinished.delete(place)

/** The text without the places of files that have not come yet: what is kept and previewed. */
export function withoutUnfinished(text: string): string {
  let rest = text
  for (const place of unfinished) rest = rest.replace(place, '')
  return rest
}
