import type { ExportView } from '#app/domains/accounts/export/ask-for-export.server.ts'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { YouPage } from './you-page.tsx'

/** The page on which a member asks for everything of theirs. */
export function DataPage({ file }: { file: ExportView | null }) {
  return (
    <YouPage part="data">
      <OwnData file={file} />
      <LeaveLink />
    </YouPage>
  )
}

function LeaveLink() {
  const t = useT()
  return (
    <section className="gate-more" aria-labelledby="leave-link">
      <h2 className="title" id="leave-link">
        {t('leave.title')}
      </h2>
      <p>{t('leave.short')}</p>
      <a className="btn" href="/you/leave">
        {t('leave.go')}
      </a>
    </section>
  )
}

/** What is in the file, how far it is, and the buttons that belong to that. */
export function OwnData({ file }: { file: ExportView | null }) {
  const t = useT()
  return (
    <section className="gate-form alone" aria-labelledby="own-data">
      <h2 className="title" id="own-data">
        {t('data.title')}
      </h2>
      <p>{t('data.lead')}</p>
      {file?.state === 'waiting' ? (
        <>
          <p role="status">{t('data.waiting')}</p>
          <a className="btn" href="/you/data">
            {t('data.look')}
          </a>
        </>
      ) : null}
      {file?.state === 'ready' ? (
        <>
          <p>
            {t('data.ready')} <Time iso={file.until} relative={false} />
          </p>
          <a className="btn primary" href="/you/data/file" download>
            {t('data.fetch', { megabytes: Math.max(0.1, file.bytes / 1_000_000) })}
          </a>
        </>
      ) : null}
      {!file || (file.state === 'ready' && file.another) ? (
        <form method="post">
          <button className={file ? 'btn' : 'btn primary'}>{t(file ? 'data.again' : 'data.do')}</button>
        </form>
      ) : null}
    </section>
  )
}
