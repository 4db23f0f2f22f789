import type { AuditEntryView } from '#app/domains/audit/audit.view.ts'
import { isSettingId, type SettingId } from '#app/domains/settings/settings.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Empty } from '#app/ui/empty.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { filteredHref } from './filter-fields.ts'
import { LogEntry } from './log-page.tsx'

type HistoryProps = {
  entries: AuditEntryView[]
  older: number | null
  setting: SettingId | null
  refusal: FormRefusal | undefined
}

/** What was changed in the settings, or in one of them, each with the way back. */
export function SettingsHistoryPage({ entries, older, setting, refusal }: HistoryProps) {
  const t = useT()
  const lead = setting ? t(`setting.${setting}`) : t('settings.history.about')
  return (
    <AdminPage section="settings" title={t('settings.history')} lead={lead}>
      <FormErrors title={t('staff.notDone')} errors={refusal?.errors ?? {}} />
      {entries.length === 0 ? (
        <Empty title={t('settings.history.none')} text={t('settings.history.about')} />
      ) : null}
      <SettingEntries entries={entries} />
      <Pager
        nextHref={
          older === null
            ? null
            : filteredHref('/admin/settings/history', { setting: setting ?? '' }, `before=${older}`)
        }
        words={{ prev: t('audit.newest'), next: t('audit.older') }}
      />
    </AdminPage>
  )
}

/** Changes of settings, the newest first. */
export function SettingEntries({ entries }: { entries: AuditEntryView[] }) {
  const t = useT()
  return (
    <form method="post">
      <ol className="own-list" reversed>
        {entries.map((entry) => (
          <LogEntry key={entry.id} entry={entry}>
            {isSettingId(entry.target.name) ? (
              <button className="btn small" name="undo" value={entry.id}>
                {t('settings.undo')}
                <span className="vh"> {t('audit.number', { number: entry.id })}</span>
              </button>
            ) : null}
          </LogEntry>
        ))}
      </ol>
    </form>
  )
}
