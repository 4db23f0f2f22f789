import type { MessageKey } from '#app/locales/translate.ts'
import { Picture } from './icon.tsx'
import { rich } from './rich.tsx'
import { WaysIn, type WayIn } from './ways-in.tsx'
import { useT } from './words.tsx'

const SAID = [400, 403, 404, 405, 429, 500, 503] as const
type Said = (typeof SAID)[number]

export interface ErrorPageProps {
  status: number
  /** What to quote when one asks about it: the request id. */
  reference?: string | null
  /** A sentence about this very case, instead of the general one. */
  text?: string
  homeHref: string
  spacesHref?: string
  /** Where trying again makes sense: the address of this page. */
  retryHref?: string | null
  /** 404: the page that it may have been. */
  moved?: { title: string; href: string } | null
  /** 403: how to get in. */
  ways?: readonly WayIn[]
}

/** A page that did not work: a plain sentence, what to try, and a number to quote. */
export function ErrorPage(props: ErrorPageProps) {
  const { status, reference, moved, ways = [] } = props
  const t = useT()
  const said = nearestStatus(status)
  return (
    <article className="oops">
      <Picture name={said === 500 || said === 503 ? 'hut' : 'signpost'} />
      <p className="code">
        {reference
          ? rich(
              t,
              'error.codeReference',
              { status: String(status), reference },
              { b: (words) => <b>{words}</b> },
            )
          : t('error.code', { status: String(status) })}
      </p>
      <h1 className="display m">{t(`error.${said}.title` satisfies MessageKey)}</h1>
      <p className="say">
        {props.text ?? t(said === 403 && ways.length === 0 ? 'error.403.none' : `error.${said}.text`)}
      </p>
      {moved ? (
        <p className="say">
          {rich(
            t,
            'error.moved',
            { title: moved.title },
            {
              a: (words) => (
                <a className="link" href={moved.href}>
                  {words}
                </a>
              ),
            },
          )}
        </p>
      ) : null}
      {ways.length ? <WaysIn ways={ways} heading="h2" /> : null}
      <NextSteps {...props} primary={ways.length === 0} />
    </article>
  )
}

function NextSteps({ homeHref, spacesHref, retryHref, primary }: ErrorPageProps & { primary: boolean }) {
  const t = useT()
  return (
    <p className="cluster">
      {retryHref ? (
        <a className={primary ? 'btn primary' : 'btn'} href={retryHref}>
          {t('error.retry')}
        </a>
      ) : null}
      <a className={retryHref || !primary ? 'btn' : 'btn primary'} href={homeHref}>
        {t('error.home')}
      </a>
      {spacesHref ? (
        <a className="btn quiet" href={spacesHref}>
          {t('error.spaces')}
        </a>
      ) : null}
    </p>
  )
}

/** The status that we have words for: its own, else the general one of its hundred. */
/** The status among those that have words of their own. */
export function nearestStatus(status: number): Said {
  return SAID.find((known) => known === status) ?? (status >= 500 ? 500 : 400)
}
