import { useT } from './words.tsx'

export interface CrumbProps {
  label: string
  href: string
}

/** Where this page lies, the widest place first. The page itself is its heading, not a crumb. */
export function Crumbs({ crumbs }: { crumbs: readonly CrumbProps[] }) {
  const t = useT()
  return (
    <nav aria-label={t('thread.where')}>
      <ol className="crumbs">
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a className="hov" href={crumb.href} dir="auto">
              {crumb.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
