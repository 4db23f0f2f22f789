import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import type { PollKind } from '#prisma/generated/kysely/enums.ts'
import type { VoteFields } from './poll.schema.ts'

type Rules = { options: readonly string[]; kind: PollKind; least: number; most: number }

/** The places that a vote names: in a ranked poll in their order, else in that of the list. Throws WriteRefusal. */
export function readBallot({ options, kind, least, most }: Rules, fields: VoteFields): number[] {
  const places = options.map((_, place) => place)
  if (kind === 'ranked') return readOrder(places, fields)
  const chosen = places.filter((place) =>
    kind === 'single' ? fields['choice'] === String(place) : fields[`choice-${place}`] === 'on',
  )
  if (chosen.length < least || chosen.length > most)
    throw new WriteRefusal({ reason: 'invalid', fault: 'pollChoices', field: '', params: { least, most } })
  return chosen
}

/** Whoever leaves out a rank says the same by the order of the others. */
function readOrder(places: number[], fields: VoteFields): number[] {
  const rankOf = (place: number) => Number(fields[`rank-${place}`] ?? '')
  const ranked = places.filter((place) => rankOf(place) >= 1).toSorted((a, b) => rankOf(a) - rankOf(b))
  const twice = new Set(ranked.map(rankOf)).size < ranked.length
  if (ranked.length === 0 || twice)
    throw new WriteRefusal({ reason: 'invalid', fault: 'pollOrder', field: '' })
  return ranked
}
