/**
 * One round at a time, however many ask: who comes while one is under way shares the next, which begins after they asked.
 * So a hundred callers cost two rounds. A round that fails fails those who share it, and the next is made anew.
 */
export function shareRounds<T>(round: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  let next: Promise<T> | null = null

  const start = (): Promise<T> => {
    const one = round()
    running = one
    const over = () => {
      if (running === one) running = null
    }
    one.then(over, over)
    return one
  }

  return () => {
    // It has not begun yet, even where the one before is over.
    if (next) return next
    if (!running) return start()
    const afterwards = () => {
      next = null
      return start()
    }
    return (next = running.then(afterwards, afterwards))
  }
}
