import type { Finding } from '#app/domains/health/finding.ts'
import { Icon } from '#app/ui/icon.tsx'
import { useT } from '#app/ui/words.tsx'

/** What was looked at, and what to do where it is not well. In English, as the console says it. */
export function Findings({ findings }: { findings: Finding[] }) {
  const t = useT()
  return (
    <ul className="own-list" lang="en" dir="ltr">
      {findings.map(({ what, ok, says }) => (
        <li key={what}>
          <div>
            <b>{what}</b>
            <p className="hint">{says}</p>
          </div>
          <span className={ok ? 'status go' : 'status stop'}>
            <Icon name={ok ? 'check' : 'warn'} />
            {t(ok ? 'admin.health.ok' : 'admin.health.look')}
          </span>
        </li>
      ))}
    </ul>
  )
}
