import type { ReactNode } from 'react'
import { PageHead } from '#app/ui/page-head.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

const PARTS = ['profile', 'account', 'twoStep', 'sessions', 'people', 'data'] as const
type Part = (typeof PARTS)[number]
const hrefs: Record<Part, string> = {
  profile: '/you/profile',
  account: '/you/account',
  twoStep: '/you/two-step',
  sessions: '/you/sessions',
  people: '/you/people',
  data: '/you/data',
}

/** What is a member's own, in parts. */
export function YouPage({ part, children }: { part: Part; children: ReactNode }) {
  const t = useT()
  const tabs = PARTS.map((one) => ({ label: t(`you.${one}`), href: hrefs[one], current: one === part }))
  return (
    <Page>
      <PageHead title={t('you.title')} size="s" />
      <Tabs label={t('you.parts')} tabs={tabs} />
      <div className="own">{children}</div>
    </Page>
  )
}
