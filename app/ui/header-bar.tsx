import type { ReactNode } from 'react'
import { Finder, FinderLink } from './finder.tsx'
import { Logo } from './logo.tsx'
import { ModeSwitch } from './mode-switch.tsx'
import type { Place, SiteRef } from './places.ts'
import { useT } from './words.tsx'

export interface HeaderBarProps {
  site: SiteRef
  places: Record<Place, string>
  here: Place | null
  actions?: ReactNode
}

const SHOWN = ['home', 'spaces', 'tags'] as const

/** Logo and name, the search, the main places, and what the session adds. */
export function HeaderBar({ site, places, here, actions }: HeaderBarProps) {
  const t = useT()
  return (
    <header className="bar">
      <div className="bar-in">
        <a className="logo" href={places.home}>
          {site.logo ? <img src={site.logo.src} alt="" width="32" height="32" /> : <Logo />}
          <span dir="auto">{site.name}</span>
        </a>
        <div className="bar-mid">
          <Finder />
          <nav className="bar-nav" aria-label={t('shell.nav')}>
            <ul>
              {SHOWN.map((place) => (
                <li key={place}>
                  <a href={places[place]} aria-current={here === place ? 'page' : undefined}>
                    {t(`nav.${place}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <div className="bar-acts">
          <FinderLink />
          <ModeSwitch />
          {actions}
        </div>
      </div>
    </header>
  )
}
