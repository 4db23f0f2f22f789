import type { Finding, Installation } from '#app/domains/health/finding.ts'
import { Facts } from '#app/ui/note.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { Findings } from './findings.tsx'

type HealthProps = { findings: Finding[]; about: Installation; thorough: boolean }

/** How the installation is doing: what is wrong first. */
export function HealthPage({ findings, about, thorough }: HealthProps) {
  const t = useT()
  const wrongFirst = findings.toSorted((one, other) => Number(one.ok) - Number(other.ok))
  return (
    <AdminPage
      section="health"
      lead={t('admin.about.health')}
      actions={
        thorough ? null : (
          <a className="btn small" href="/admin/health?thorough=yes">
            {t('health.thorough')}
          </a>
        )
      }
    >
      <div className="desk-facts">
        <Facts
          facts={[
            { label: t('health.version'), value: about.version },
            { label: t('health.runtime'), value: about.runtime },
            { label: t('health.processes'), value: about.processes },
          ]}
        />
      </div>
      <Findings findings={wrongFirst} />
    </AdminPage>
  )
}
