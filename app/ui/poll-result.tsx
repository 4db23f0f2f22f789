import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

export interface PollResultProps {
  options: readonly string[]
  /** Places of what the reader chose. */
  mine: readonly number[]
  result: {
    people: number
    votes: readonly number[]
    runOff: { rounds: readonly Round[]; winner: number | null } | null
    voters: readonly (readonly { handle: string; name: string }[])[] | null
  }
}

type Round = { votes: readonly (number | null)[]; spent: number; out: number | null }

/** What a poll has come to: a bar for each option, who voted where that is public, and the rounds of a ranked one. */
export function PollResult({ options, mine, result }: PollResultProps) {
  const { people, votes, voters, runOff } = result
  const t = useT()
  return (
    <>
      <ul className="poll-rows">
        {options.map((option, place) => {
          const count = votes[place] ?? 0
          return (
            <li key={place} className="poll-row">
              <b dir="auto">
                {option} {runOff?.winner === place ? <Winner /> : null}
                {mine.includes(place) ? <span className="mine"> {t('poll.yours')}</span> : null}
              </b>
              <span>
                {t('poll.share', { share: people === 0 ? 0 : count / people })}{' '}
                <span className="meta">{t('poll.count', { count })}</span>
              </span>
              <progress value={count} max={Math.max(1, people)} aria-label={option} />
              <Voters people={voters?.[place] ?? []} />
            </li>
          )
        })}
      </ul>
      <p className="meta">{t('poll.people', { count: people })}</p>
      {runOff && people > 0 ? <Rounds options={options} {...runOff} /> : null}
    </>
  )
}

function Winner() {
  const t = useT()
  return (
    <>
      <Icon name="trophy" />
      <span className="vh">{t('poll.winner')}</span>
    </>
  )
}

function Voters({ people }: { people: readonly { handle: string; name: string }[] }) {
  if (people.length === 0) return null
  return (
    <ul className="poll-voters">
      {people.map(({ handle, name }) => (
        <li key={handle}>
          <a className="hov" href={`/u/${encodeURIComponent(handle)}`}>
            <bdi>{name || `@${handle}`}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** How an instant run-off came to its end, round by round. */
function Rounds(props: { options: readonly string[]; rounds: readonly Round[]; winner: number | null }) {
  const { options, rounds, winner } = props
  const t = useT()
  return (
    <details className="poll-rounds">
      <summary>
        {t('poll.rounds', { count: rounds.length })}
        <Icon name="down" />
      </summary>
      <ol>
        {rounds.map(({ votes, spent, out }, at) => (
          <li key={at}>
            {votes
              .flatMap((count, place) => (count === null ? [] : [`${options[place]}: ${count}`]))
              .join(', ')}
            {spent > 0 ? `, ${t('poll.spent', { count: spent })}` : ''}.{' '}
            {out === null
              ? t('poll.round.won', { option: options[winner ?? 0] ?? '' })
              : t('poll.round.out', { option: options[out] ?? '' })}
          </li>
        ))}
      </ol>
      <p className="meta">{t('poll.tie')}</p>
    </details>
  )
}
