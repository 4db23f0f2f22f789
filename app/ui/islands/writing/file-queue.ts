/** Files on their way at once: the server makes one picture at a time, and the next may come in meanwhile. */
const AT_ONCE = 2

export type Uploads = {
  areGoing(): boolean
  /** When no file is on its way any more. */
  finished(): Promise<void>
}

/** Does work two pieces at a time, and says when all of it is done. The work never rejects. */
export function fileQueue(): Uploads & { add(work: () => Promise<void>): void } {
  const waiting: (() => Promise<void>)[] = []
  const listeners: (() => void)[] = []
  let going = 0

  async function next(): Promise<void> {
    for (let work = waiting.shift(); work; work = waiting.shift()) {
      going++
      await work()
      going--
    }
    if (going === 0) for (const done of listeners.splice(0)) done()
  }

  return {
    add(work) {
      waiting.push(work)
      if (going < AT_ONCE) void next()
    },
    areGoing: () => going > 0,
    finished: () => (going === 0 ? Promise.resolve() : new Promise((done) => listeners.push(done))),
  }
}
