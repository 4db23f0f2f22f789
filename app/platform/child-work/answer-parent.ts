import type { Reply } from './child-work.ts'

/** In a child process: answers each question of the parent, and ends when the parent does. */
export function answerParent<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('message', (question) => {
    const send = (reply: Reply<Answer>) => process.send?.(reply)
    answer(question as Question).then(
      (given) => send({ answer: given }),
      (error: unknown) =>
        send({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}
