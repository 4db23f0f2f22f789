type Options = {
  /** Pieces of work that run at once, and how many of them may be for one key. */
  most: number
  mostPerKey: number
  /** How many may wait for their turn, and how many milliseconds each. */
  waiting: number
  patienceMs: number
}

/** Why nobody got in: `own` when only the key's own work stands in the way. */
export type TurnedAway = { turnedAway: 'own' | 'all' }

/** Bounds how much expensive work runs at once, in this process. */
export type Turnstile = {
  /** Runs `work` when it is its turn; answers why not where that takes too long or too many wait already. */
  pass<T>(key: string | null, work: () => Promise<T>): Promise<{ done: T } | TurnedAway>
  running(): number
}

type Waiting = { key: string | null; go: () => void }

/**
 * Makes a turnstile. Who comes first goes first, except that the work of one key leaves room for the others: a key that
 * has its share running waits behind everybody else.
 */
export function createTurnstile({ most, mostPerKey, waiting, patienceMs }: Options): Turnstile {
  const queue: Waiting[] = []
  const byKey = new Map<string | null, number>()
  let running = 0

  const hasRoom = (key: string | null) =>
    running < most && (key === null || (byKey.get(key) ?? 0) < mostPerKey)

  function enter(key: string | null): void {
    running++
    byKey.set(key, (byKey.get(key) ?? 0) + 1)
  }

  function leave(key: string | null): void {
    running--
    const left = (byKey.get(key) ?? 1) - 1
    if (left > 0) byKey.set(key, left)
    else byKey.delete(key)
    const next = queue.findIndex((one) => hasRoom(one.key))
    if (next >= 0) queue.splice(next, 1)[0]?.go()
  }

  /** Waits for a turn, which is taken when it comes. */
  function turn(key: string | null): Promise<'turn' | 'late'> {
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        queue.splice(queue.indexOf(entry), 1)
        resolve('late')
      }, patienceMs)
      const entry: Waiting = {
        key,
        go() {
          clearTimeout(late)
          enter(key)
          resolve('turn')
        },
      }
      queue.push(entry)
    })
  }

  return {
    async pass(key, work) {
      if (hasRoom(key)) enter(key)
      else {
        const because = running < most ? 'own' : 'all'
        if (queue.length >= waiting || (await turn(key)) === 'late') return { turnedAway: because }
      }
      try {
        return { done: await work() }
      } finally {
        leave(key)
      }
    },
    running: () => running,
  }
}
