import { Time } from './time.tsx'
import { useT } from './words.tsx'

const WHATS = [
  'threads',
  'posts',
  'minutes',
  'days',
  'likesReceived',
  'threadsAnswered',
  'lately.days',
  'lately.threadsAnswered',
  'lately.threads',
  'lately.posts',
] as const
type What = (typeof WHATS)[number]
const isWhat = (what: string): what is What => (WHATS as readonly string[]).includes(what)

/** What the next level needs, and how far one is. */
export function TrustNeeds(props: {
  level: number
  needs: readonly { what: string; have: number; need: number }[]
}) {
  const { level, needs } = props
  const t = useT()
  return (
    <section className="people-list" aria-labelledby="needs">
      <h2 className="title" id="needs">
        {t('trust.next', { level })}
      </h2>
      <ul>
        {needs.map(({ what, have, need }) => {
          const words = isWhat(what) ? t(`trust.need.${what}`) : what
          return (
            <li key={what}>
              <span>{words}</span>
              <progress className="trust-meter" value={Math.min(have, need)} max={need} aria-label={words} />
              <span className="meta">{t('trust.of', { have, need })}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How the level came about. */
export function TrustHistory(props: {
  changes: readonly { before: number; after: number; at: string; by: string | null; reason: string }[]
}) {
  const t = useT()
  if (props.changes.length === 0) return null
  return (
    <section className="people-list" aria-labelledby="changes">
      <h2 className="title" id="changes">
        {t('trust.changes')}
      </h2>
      <ul>
        {props.changes.map(({ before, after, at, by, reason }) => (
          <li key={at}>
            <span>
              {by
                ? t('trust.change.by', { before, after, by })
                : t(after > before ? 'trust.change.earned' : 'trust.change.lost', { before, after })}
            </span>
            {reason ? <bdi className="meta">{reason}</bdi> : null}
            <span className="meta">
              <Time iso={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
