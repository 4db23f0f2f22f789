import { Icon } from './icon.tsx'
import { PollResult, type PollResultProps } from './poll-result.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface PollProps {
  question: string
  options: readonly string[]
  kind: 'single' | 'multiple' | 'ranked'
  least: number
  most: number
  closesAt: string | null
  closed: boolean
  /** When results are shown. */
  shows: 'always' | 'after_vote' | 'after_close'
  secret: boolean
  changeable: boolean
  /** Places of the options that the reader chose. */
  mine: readonly number[] | null
  /** Whether the reader may vote now. */
  open: boolean
  /** Why not, where the poll doesn't say it itself. */
  why: string | null
  /** Where a visitor comes in to vote. */
  signIn: string | null
  /** Where the vote is sent. */
  action: string
  /** Null until the reader may see it. */
  result: PollResultProps['result'] | null
}

/** What a post asks its readers: the form to answer, what it came to, or both. A plain form: nothing here needs script. */
export function Poll(props: PollProps) {
  const { question, options, mine, open, result, closed } = props
  const t = useT()
  return (
    <section className="poll" aria-label={t('poll.label', { question })}>
      {open ? null : <p className="poll-q">{question}</p>}
      {result ? <PollResult options={options} mine={mine ?? []} result={result} /> : null}
      {open ? <VoteForm {...props} /> : null}
      {open || result ? null : (
        <ul className="poll-options">
          {options.map((option, place) => (
            <li key={place} dir="auto">
              {option}
              {mine?.includes(place) ? <span className="mine"> {t('poll.yours')}</span> : null}
            </li>
          ))}
        </ul>
      )}
      {props.why ? <p className="meta">{props.why}</p> : null}
      <div className="poll-foot">
        {props.signIn ? (
          <a className="btn small" href={props.signIn}>
            {t('poll.signIn')}
          </a>
        ) : null}
        {closed ? (
          <span className="status">
            <Icon name="lock" />
            {t('poll.closed')} {props.closesAt ? <Time iso={props.closesAt} /> : null}
          </span>
        ) : null}
        <span className="meta">
          <Rules {...props} />
        </span>
      </div>
    </section>
  )
}

/** How one votes here, in a line. */
function Rules({ kind, least, most, secret, shows, changeable, closed, closesAt, options }: PollProps) {
  const t = useT()
  const several = least === 1 && most === options.length ? 'poll.rule.multiple' : 'poll.rule.between'
  return (
    <>
      {kind === 'multiple' ? t(several, { least, most }) : t(`poll.rule.${kind}`)}{' '}
      {t(secret ? 'poll.rule.secret' : 'poll.rule.public')} {closed ? null : t(`poll.rule.${shows}`)}{' '}
      {changeable || closed ? null : t('poll.rule.fixed')}{' '}
      {closesAt && !closed ? (
        <>
          {t('poll.rule.closes')} <Time iso={closesAt} />
        </>
      ) : null}
    </>
  )
}

function VoteForm(props: PollProps) {
  const { question, options, kind, mine, action } = props
  const t = useT()
  return (
    <form method="post" action={action}>
      <fieldset>
        <legend dir="auto">{question}</legend>
        {options.map((option, place) =>
          kind === 'ranked' ? (
            <Rank key={place} {...props} option={option} place={place} />
          ) : (
            <label key={place} className="pick-box">
              <input
                type={kind === 'single' ? 'radio' : 'checkbox'}
                name={kind === 'single' ? 'choice' : `choice-${place}`}
                value={kind === 'single' ? place : 'on'}
                required={kind === 'single'}
                defaultChecked={mine?.includes(place)}
              />
              <span dir="auto">{option}</span>
            </label>
          ),
        )}
      </fieldset>
      <button className="btn">{t(mine ? 'poll.again' : 'poll.do')}</button>
    </form>
  )
}

function Rank({ options, mine, option, place }: PollProps & { option: string; place: number }) {
  const t = useT()
  const rank = mine?.indexOf(place) ?? -1
  return (
    <label className="pick-box">
      <select className="input" name={`rank-${place}`} defaultValue={rank < 0 ? '' : rank + 1}>
        <option value="">{t('poll.rank.none')}</option>
        {options.map((_, at) => (
          <option key={at} value={at + 1}>
            {at + 1}
          </option>
        ))}
      </select>
      <span dir="auto">{option}</span>
    </label>
  )
}
