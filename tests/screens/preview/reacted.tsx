import { Reactions } from '#app/ui/reactions.tsx'

/** What stands under a post that `count` people liked, the reader among them. */
export const reacted = (count: number) => (
  <Reactions
    number={1}
    href="/p/1/reactions"
    given={[
      { emoji: '👍', count, own: true },
      { emoji: '🔥', count: 2, own: false },
    ]}
    choices={['👍', '❤️', '🎉', '😮', '🤔']}
  />
)
