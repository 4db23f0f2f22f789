/** So many people gave the same vote; `choices` are places of options, the favourite first. */
export type Ballots = { choices: readonly number[]; count: number }

export type Round = {
  /** Votes by place; null for what is out already. */
  votes: (number | null)[]
  /** Votes of whom nothing that they named is left. */
  spent: number
  /** Who goes out after this round; null in the last one. */
  out: number | null
}

export type RunOff = { rounds: Round[]; winner: number | null }

/**
 * Counts by instant run-off. In each round a vote is for the highest of its choices that is left. Who has more than half of
 * these wins; else who has fewest goes out. Of several with the fewest, the one goes that had fewest in the first round, and
 * of those the one that stands last in the list. Without a vote nobody wins.
 */
export function runOff(options: number, ballots: readonly Ballots[]): RunOff {
  const left = new Set(Array.from({ length: options }, (_, place) => place))
  const rounds: Round[] = []
  for (;;) {
    const round = countRound(options, left, ballots)
    rounds.push(round)
    const total = round.votes.reduce<number>((sum, votes) => sum + (votes ?? 0), 0)
    if (total === 0) return { rounds, winner: null }
    const votesOf = (place: number) => round.votes[place] ?? 0
    const winner = [...left].find((place) => votesOf(place) * 2 > total)
    if (winner !== undefined) return { rounds, winner }
    const first = (place: number) => rounds[0]?.votes[place] ?? 0
    const [last = 0] = [...left].toSorted((a, b) => votesOf(a) - votesOf(b) || first(a) - first(b) || b - a)
    round.out = last
    left.delete(last)
  }
}

function countRound(options: number, left: ReadonlySet<number>, ballots: readonly Ballots[]): Round {
  const votes: (number | null)[] = Array.from({ length: options }, (_, place) => (left.has(place) ? 0 : null))
  let spent = 0
  for (const { choices, count } of ballots) {
    const choice = choices.find((place) => left.has(place))
    if (choice === undefined) spent += count
    else votes[choice] = (votes[choice] ?? 0) + count
  }
  return { votes, spent, out: null }
}
