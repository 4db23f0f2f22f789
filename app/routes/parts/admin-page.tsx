import { useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { loader } from '#app/root.tsx'
import { DeskRail } from '#app/ui/desk-rail.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { adminSections, type AdminSection } from './admin-sections.ts'
import { Page } from './page.tsx'

/** A page behind the counter: its places beside it instead of the spaces, and its heading. */
export function AdminPage(props: {
  section: AdminSection
  /** The place’s own name where absent. */
  title?: string
  lead?: string
  actions?: ReactNode
  children: ReactNode
}) {
  const open = useRouteLoaderData<typeof loader>('root')?.member?.desk ?? []
  const t = useT()
  const links = adminSections
    .filter(({ key }) => open.includes(key))
    .map(({ key, href, icon }) => ({
      href,
      icon,
      label: t(`admin.section.${key}`),
      current: key === props.section,
    }))
  return (
    <Page rail={<DeskRail label={t('admin.title')} links={links} />}>
      <PageHead
        title={props.title ?? t(`admin.section.${props.section}`)}
        size="s"
        {...(props.lead === undefined ? {} : { lead: props.lead })}
        actions={props.actions}
      />
      {props.children}
    </Page>
  )
}
