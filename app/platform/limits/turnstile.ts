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

type Waiting = { key: string | null; go: () => void; away: () => void }

/**
 * Makes a turnstile. Who comes first goes first, except that the work of one key leaves room for the others: a key that
 * has its share running waits behind everybody else. Where all places to wait are taken, the key that has most of them
 * loses its last one to who has fewer: nobody can keep the others out by asking much.
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

  /** Whether there is a place to wait for the key, if need be one that another had. */
  function makeRoom(key: string | null): boolean {
    if (queue.length < waiting) return true
    const places = new Map<string | null, number>()
    for (const one of queue) places.set(one.key, (places.get(one.key) ?? 0) + 1)
    const [most, many] = [...places].reduce((a, b) => (b[1] > a[1] ? b : a))
    if (many <= (places.get(key) ?? 0) + 1) return false
    const last = queue.findLastIndex((one) => one.key === most)
    queue.splice(last, 1)[0]?.away()
    return true
  }

  /** Waits for a turn, which is taken when it comes. */
  function turn(key: string | null): Promise<'turn' | 'late' | 'displaced'> {
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
        away() {
          clearTimeout(late)
          resolve('displaced')
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
        if (!makeRoom(key)) return { turnedAway: because }
        const outcome = await turn(key)
        if (outcome !== 'turn') return { turnedAway: outcome === 'displaced' ? 'own' : because }
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
