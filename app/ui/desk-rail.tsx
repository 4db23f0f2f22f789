import { Icon, type IconName } from './icon.tsx'

interface DeskLink {
  href: string
  icon: IconName
  label: string
  current: boolean
}

/** The places of staff, where other pages have the spaces; on phones a row above the page that scrolls in itself. */
export function DeskRail({ label, links }: { label: string; links: readonly DeskLink[] }) {
  return (
    <nav className="rail desk-rail" aria-label={label}>
      <h2 className="rail-h">{label}</h2>
      <ul className="rail-list">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} aria-current={link.current ? 'page' : undefined}>
              <Icon name={link.icon} />
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
