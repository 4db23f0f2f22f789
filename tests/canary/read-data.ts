type Wire = readonly unknown[]

/** What kinds of values there are beside objects and lists, by the name that the framework's format gives them. */
const special: Record<string, (read: (index: number) => unknown, parts: readonly unknown[]) => unknown> = {
  D: (_, [time]) => new Date(Number(time)),
  SingleFetchRedirect: (read, [index]) => ({ redirect: read(Number(index)) }),
  ErrorResponse: (read, [data]) => ({ error: read(Number(data)) }),
}

/**
 * The value of an answer to a data request. The format is one list: an object's keys and values, and the items of a
 * list, are places in it; places below zero are null and its like. Throws for a kind of value that views don't have.
 */
export function readData(body: string): unknown {
  const wire = JSON.parse(body.split('\n', 1)[0] ?? '') as Wire
  const read = (index: number): unknown => (index < 0 ? null : readValue(wire, wire[index], read))
  return read(0)
}

function readValue(wire: Wire, value: unknown, read: (index: number) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) {
    const pairs = Object.entries(value as Record<string, number>)
    return Object.fromEntries(pairs.map(([key, index]) => [String(wire[Number(key.slice(1))]), read(index)]))
  }
  const [kind, ...parts] = value as unknown[]
  if (typeof kind !== 'string') return (value as number[]).map(read)
  const make = special[kind]
  if (!make) throw new Error(`A loader sent a value of the kind ${kind}: views are plain objects`)
  return make(read, parts)
}

/** Every path to a plain value: `items[].post.html`. */
export function keyPaths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keyPaths(item, `${path}[]`)))]
  if (typeof value !== 'object' || value === null || value instanceof Date) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    keyPaths(inner, path === '' ? key : `${path}.${key}`),
  )
}
