import emojiByName from 'markdown-it-emoji/lib/data/full.mjs'

const EMOJI = Object.entries(emojiByName)

/** Emoji by the beginning of their name, else by a part of it; each once, the shortest name first. */
export function findEmoji(text: string, most: number): { name: string; emoji: string }[] {
  const wanted = text.toLowerCase()
  if (wanted === '') return []
  const rank = (name: string) => (name.startsWith(wanted) ? 0 : 1)
  const found = EMOJI.filter(([name]) => name.includes(wanted))
    .sort(([one], [other]) => rank(one) - rank(other) || one.length - other.length || (one < other ? -1 : 1))
    .map(([name, emoji]) => ({ name, emoji }))
  return [...new Map(found.reverse().map((hit) => [hit.emoji, hit])).values()].reverse().slice(0, most)
}
