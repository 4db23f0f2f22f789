import { answerParent } from '../answer-parent.ts'

/** What a test wants of it. */
export type Wish = { do: 'double'; number: number } | { do: 'throw' | 'hang' | 'die' | 'environment' }

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
    case 'hang':
      for (;;);
  }
})
