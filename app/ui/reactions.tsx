import { formatCount } from './count.tsx'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

export interface ReactionsProps {
  /** The number of the post, to tell one from another. */
  number: number
  /** The page about them, which also takes the form. */
  href: string
  given: readonly { emoji: string; count: number; own: boolean }[]
  /** What the reader may react with; null where they may not. */
  choices: readonly string[] | null
}

/**
 * How people reacted to a post: a button for each that was given and, behind one more, for those that nobody gave yet. What
 * each button sends is what shall be from then on, so that a tap that is sent twice counts once. An island answers in place.
 */
export function Reactions({ number, href, given, choices }: ReactionsProps) {
  const t = useT()
  const who = given.length ? (
    <a className="hov meta" href={href}>
      {t('react.who')}
      <span className="vh"> {t('post.act.of', { number })}</span>
    </a>
  ) : null
  const order = (emoji: string) => (choices?.indexOf(emoji) ?? 0) >>> 0
  const chips = given
    .toSorted((a, b) => order(a.emoji) - order(b.emoji))
    .map((chip) => (
      <Chip key={chip.emoji} {...chip} may={chip.own || (choices?.includes(chip.emoji) ?? false)} />
    ))
  if (!choices)
    return given.length ? (
      <div className="reacts">
        {chips} {who}
      </div>
    ) : null
  const rest = choices.filter((emoji) => !given.some((one) => one.emoji === emoji))
  return (
    <form className="reacts" method="post" action={href} data-reacts="">
      {chips}
      {rest.length ? (
        <details className="react-more">
          <summary className="react add">
            <Icon name="heart" />
            <span className="vh">
              {t('react.add')} {t('post.act.of', { number })}
            </span>
          </summary>
          <span className="react-choices">
            {rest.map((emoji) => (
              <button
                key={emoji}
                className="react"
                name="reaction"
                value={emoji}
                data-emoji={emoji}
                aria-label={t('react.with', { emoji })}
              >
                {emoji}
              </button>
            ))}
          </span>
        </details>
      ) : null}
      {who}
    </form>
  )
}

function Chip(props: { emoji: string; count: number; own: boolean; may: boolean }) {
  const { emoji, count, own, may } = props
  const t = useT()
  const label = t(own ? 'react.chip.own' : 'react.chip', { emoji, count })
  const shown = (
    <span aria-hidden="true">
      {emoji} <b>{formatCount(count, t)}</b>
    </span>
  )
  if (!may)
    return (
      <span className="react still">
        {shown}
        <span className="vh">{label}</span>
      </span>
    )
  return (
    <button
      className="react"
      name="reaction"
      value={own ? 'none' : emoji}
      data-emoji={emoji}
      aria-pressed={own}
      aria-label={label}
    >
      {shown}
    </button>
  )
}
