import type { SessionView } from '#app/domains/sessions/session-desk.server.ts'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { browserIn } from './browser-in.ts'
import { YouPage } from './you-page.tsx'

/** The page of where somebody is signed in. */
export function SessionsPage({ sessions }: { sessions: SessionView[] }) {
  return (
    <YouPage part="sessions">
      <Sessions sessions={sessions} />
    </YouPage>
  )
}

/** Where somebody is signed in, and the buttons that end it. */
export function Sessions({ sessions }: { sessions: SessionView[] }) {
  const t = useT()
  return (
    <form method="post">
      <ul className="own-list">
        {sessions.map(({ handle, userAgent, since, current }) => {
          const { browser, system } = browserIn(userAgent)
          return (
            <li key={handle}>
              <div>
                <b>{browser ? t('sessions.browser', { browser, system }) : t('sessions.unknown')}</b>
                <p className="hint">
                  {current ? t('sessions.this') : t('sessions.since')} <Time iso={since} />
                </p>
              </div>
              {current ? null : (
                <button className="btn small" name="end" value={handle}>
                  {t('sessions.end')}
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 ? (
        <button className="btn" name="end" value="others">
          {t('sessions.endOthers')}
        </button>
      ) : null}
    </form>
  )
}
