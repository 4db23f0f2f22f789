import type { ReactNode } from 'react'
import { BottomBar } from './bottom-bar.tsx'
import { HeaderBar } from './header-bar.tsx'
import { Lightbox } from './lightbox.tsx'
import type { Place, RailSpace, SiteRef } from './places.ts'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { useT } from './words.tsx'

export interface ShellProps {
  site: SiteRef
  /** Where the places are. */
  places: Record<Place, string>
  /** The place that this page is, if it is one. */
  here?: Place | null
  spaces: readonly RailSpace[]
  /** What stands where the spaces are on other pages. */
  rail?: ReactNode
  /** Header slot for what comes with sign-in: bell, profile and "Write". */
  actions?: ReactNode
  /** Where one starts to write, for who may. */
  writeHref?: string | null
  /** The context column: `Note`s. Without it the main column is wider. */
  context?: ReactNode
  /** Links at the end of the page. */
  footer?: ReactNode
  children: ReactNode
}

/** What stands around every page: skip link, header, rail, main, context, footer, and the bottom bar on phones. */
export function Shell(props: ShellProps) {
  const { site, places, here = null, spaces, context, footer, children } = props
  const t = useT()
  return (
    <>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <HeaderBar site={site} places={places} here={here} actions={props.actions} />
      <div className={context ? 'shell' : props.rail ? 'shell two desk' : 'shell two'}>
        {props.rail ?? <Rail places={places} here={here} spaces={spaces} />}
        <main className="main" id="main" tabIndex={-1}>
          {children}
        </main>
        {context ? (
          <aside className="ctx" aria-label={t('shell.context')}>
            {context}
          </aside>
        ) : null}
      </div>
      <footer className="foot">
        <div className="foot-in">
          <span>{t('shell.footer', { site: site.name })}</span>
          {footer}
        </div>
      </footer>
      <BottomBar places={places} here={here} writeHref={props.writeHref ?? null} />
      <Lightbox />
      <Palette />
    </>
  )
}
