import type { ReactNode } from 'react'
import { actAreas } from '#app/domains/audit/acts.ts'
import type { AuditEntryView } from '#app/domains/audit/audit.view.ts'
import { isSettingId } from '#app/domains/settings/settings.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { filteredHref } from './filter-fields.ts'
import { AdminPage } from './admin-page.tsx'

type Filter = { who: string; what: string; from: string; to: string }
type LogProps = { entries: AuditEntryView[]; older: number | null; filter: Filter; first: boolean }

/** The log, narrowed by a form above it. */
export function LogPage({ entries, older, filter, first }: LogProps) {
  const t = useT()
  const narrowed = Object.values(filter).some((value) => value !== '')
  return (
    <AdminPage section="log" lead={t('admin.about.log')}>
      <LogFilter {...filter} />
      {entries.length === 0 ? (
        <Empty title={t('audit.none.title')} text={t(narrowed ? 'audit.none.filtered' : 'audit.none.text')} />
      ) : (
        <LogEntries entries={entries} />
      )}
      <Pager
        prevHref={first ? null : filteredHref('/admin/log', filter)}
        nextHref={older === null ? null : filteredHref('/admin/log', filter, `before=${older}`)}
        words={{ prev: t('audit.newest'), next: t('audit.older') }}
      />
    </AdminPage>
  )
}

/** Who, what and when. */
export function LogFilter({ who, what, from, to }: Filter) {
  const t = useT()
  const areas = actAreas.map((area) => ({ value: area, label: t(`audit.area.${area}`) }))
  return (
    <form className="desk-filter">
      <Field name="who" label={t('audit.who')} defaultValue={who} autoComplete="off" dir="auto" />
      <SelectField
        name="what"
        label={t('audit.what')}
        value={what}
        options={[{ value: '', label: t('audit.anything') }, ...areas]}
      />
      <Field name="from" type="date" label={t('audit.from')} defaultValue={from} />
      <Field name="to" type="date" label={t('audit.to')} defaultValue={to} />
      <button className="btn">{t('audit.filter')}</button>
    </form>
  )
}

/** Entries, the newest first. */
export function LogEntries({ entries }: { entries: AuditEntryView[] }) {
  return (
    <ol className="own-list" reversed>
      {entries.map((entry) => (
        <LogEntry key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

/** One entry, with what can be done about it at its end. */
export function LogEntry({ entry, children }: { entry: AuditEntryView; children?: ReactNode }) {
  const t = useT()
  return (
    <li>
      <div>
        <p>
          <Who {...entry} /> <b>{t(`audit.act.${entry.act}`)}</b> <Target {...entry} />
        </p>
        <Changes {...entry} />
        {entry.why ? <p dir="auto">{t('audit.why', { why: entry.why })}</p> : null}
        <p className="hint">
          {t('audit.number', { number: entry.id })} <Time iso={entry.at} /> <bdi>{entry.network}</bdi>
        </p>
      </div>
      {children}
    </li>
  )
}

function Who({ who }: AuditEntryView) {
  const t = useT()
  if (who.kind !== 'member') return <bdi>{t(`audit.by.${who.kind}`, { name: who.name })}</bdi>
  if (who.handle === null) return <>{t('audit.by.gone', { number: who.id })}</>
  return (
    <a className="hov" href={`/u/${encodeURIComponent(who.handle)}`}>
      <bdi>@{who.handle}</bdi>
    </a>
  )
}

function Target({ target }: AuditEntryView) {
  const t = useT()
  if (target.handle !== null)
    return (
      <a className="hov" href={`/u/${encodeURIComponent(target.handle)}`}>
        <bdi>@{target.handle}</bdi>
      </a>
    )
  if (target.kind === 'post' && target.id !== null)
    return (
      <a className="hov" href={`/p/${target.id}`}>
        {t('audit.target.post', { number: target.id })}
      </a>
    )
  if (target.kind === 'setting' && isSettingId(target.name)) return <>{t(`setting.${target.name}`)}</>
  return <bdi>{target.name || (target.id ?? '')}</bdi>
}

/** What was and what is, field by field. */
function Changes({ changes }: AuditEntryView) {
  if (changes.length === 0) return null
  return (
    <dl className="changes">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd dir="auto">
            {before === null ? null : <del>{before}</del>} {after === null ? null : <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
