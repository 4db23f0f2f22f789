import type { LetterRowView } from '#app/domains/mail/mail.view.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

/** A letter as it was written, where it lies in the folder. */
export function LetterPage({ letter }: { letter: LetterRowView & { text: string | null } }) {
  const { subject, kind, address, text, state, attempts, error } = letter
  const t = useT()
  return (
    <Page>
      <Crumbs crumbs={[{ label: t('mail.title'), href: '/admin/mail' }]} />
      <PageHead title={subject || kind} lead={address} size="s" />
      <p className="hint">{t(`mail.state.${state}`, { count: attempts })}</p>
      {error ? <p className="err">{error}</p> : null}
      {text === null ? <p>{t('mail.notHere')}</p> : <LetterText text={text} />}
    </Page>
  )
}

/** Plain text, line by line as it is. */
export const LetterText = ({ text }: { text: string }) => (
  <pre className="letter" dir="auto" tabIndex={0}>
    {text}
  </pre>
)
