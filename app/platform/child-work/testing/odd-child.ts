import { answerParent } from '../answer-parent.ts'
import { limitMemory } from '../limit-memory.ts'

/** What a test wants of it. */
export type Wish = { do: 'double'; number: number } | { do: 'throw' | 'hang' | 'die' | 'environment' | 'eat' }

answerParent(async (wish: Wish) => {
  switch (wish.do) {
    case 'double':
      return wish.number * 2
    case 'throw':
      throw new Error('I can not')
    case 'environment':
      return Object.keys(process.env).length
    case 'die':
      return process.exit(3)
    case 'eat':
      return eat()
    case 'hang':
      for (;;);
  }
})

/** Takes memory outside of the JavaScript heap, and more of it, until somebody stops it. */
async function eat(): Promise<number> {
  const taken: Buffer[] = []
  limitMemory(300)
  for (;;) {
    taken.push(Buffer.alloc(8 * 1024 * 1024, 1))
    await new Promise((done) => setImmediate(done))
  }
}
