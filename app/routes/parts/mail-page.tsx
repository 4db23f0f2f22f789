import type { LetterRowView } from '#app/domains/mail/mail.view.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'

type MailProps = {
  letters: LetterRowView[]
  older: number | null
  where: { server: string } | { folder: string }
}

/** The log of what was written to people. */
export function MailPage({ letters, older, where }: MailProps) {
  const t = useT()
  const lead = 'server' in where ? t('mail.byServer', where) : t('mail.byFolder', where)
  return (
    <AdminPage section="mail" title={t('mail.title')} lead={lead}>
      {letters.length === 0 ? (
        <Empty title={t('mail.none.title')} text={t('mail.none.text')} />
      ) : (
        <Letters letters={letters} />
      )}
      <Pager nextHref={older === null ? null : `/admin/mail?before=${older}`} />
    </AdminPage>
  )
}

/** Letters, the newest first. */
function Letters({ letters }: { letters: LetterRowView[] }) {
  const t = useT()
  return (
    <ul className="own-list">
      {letters.map((letter) => (
        <li key={letter.id}>
          <div>
            <a className="hov" href={`/admin/mail/${letter.id}`}>
              <b dir="auto">{letter.subject || letter.kind}</b>
            </a>
            <p className="hint">
              <bdi>{letter.address}</bdi> <Time iso={letter.at} />
            </p>
            {letter.error ? <p className="err">{letter.error}</p> : null}
          </div>
          <span className="meta">{t(`mail.state.${letter.state}`, { count: letter.attempts })}</span>
        </li>
      ))}
    </ul>
  )
}
