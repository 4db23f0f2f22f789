import { Count } from './count.tsx'

export interface TabProps {
  label: string
  href: string
  current?: boolean
  count?: number
}

/** Views of one list. Links, so they work without script; scrolls inside itself on narrow screens. */
export function Tabs(props: {
  label: string
  tabs: readonly TabProps[]
  /** A choice within the tabs above it: smaller, without a line. */
  quiet?: boolean
}) {
  const { label, tabs, quiet } = props
  return (
    <nav className={quiet ? 'tabs quiet' : 'tabs'} aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="n">
                  <Count value={tab.count} />
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
