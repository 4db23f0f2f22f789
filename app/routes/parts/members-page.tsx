import { roles } from '#app/domains/access/facts.ts'
import type { StaffMemberRow } from '#app/domains/members/staff/staff-member.view.ts'
import { Avatar } from '#app/ui/avatar.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field } from '#app/ui/field.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { shortDate, Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { filteredHref } from './filter-fields.ts'

type Filter = { q: string; role: string; trust: string; state: string; from: string; to: string }
type MembersProps = {
  rows: StaffMemberRow[]
  next: string | null
  previous: string | null
  filter: Filter
  seesMailboxes: boolean
}

/** Everybody, as staff looks for them. */
export function MembersPage({ rows, next, previous, filter, seesMailboxes }: MembersProps) {
  const t = useT()
  const to = (cursor: string | null, direction: string) =>
    cursor === null ? null : filteredHref('/admin/members', filter, `${direction}=${cursor}`)
  return (
    <AdminPage section="members" lead={t('admin.about.members')}>
      <MembersFilter {...filter} seesMailboxes={seesMailboxes} />
      {rows.length === 0 ? (
        <Empty title={t('staff.none.title')} text={t('staff.none.text')} />
      ) : (
        <MemberRows rows={rows} />
      )}
      <Pager
        prevHref={to(previous, 'before')}
        nextHref={to(next, 'after')}
        words={{ prev: t('audit.newest'), next: t('audit.older') }}
      />
    </AdminPage>
  )
}

/** What to narrow the list by. */
export function MembersFilter({
  q,
  role,
  trust,
  state,
  from,
  to,
  seesMailboxes,
}: Filter & { seesMailboxes: boolean }) {
  const t = useT()
  const any = { value: '', label: t('staff.any') }
  const levels = ['0', '1', '2', '3', '4'].map((level) => ({
    value: level,
    label: t('staff.trust.level', { level }),
  }))
  const states = (['active', 'suspended', 'imported'] as const).map((one) => ({
    value: one,
    label: t(`staff.state.${one}`),
  }))
  return (
    <form className="desk-filter">
      <Field
        name="q"
        type="search"
        label={t(seesMailboxes ? 'staff.find.address' : 'staff.find')}
        defaultValue={q}
        autoComplete="off"
        dir="auto"
      />
      <SelectField name="role" label={t('staff.role')} value={role} options={[any, ...useRoles()]} />
      <SelectField name="trust" label={t('staff.trust')} value={trust} options={[any, ...levels]} />
      <SelectField name="state" label={t('staff.state')} value={state} options={[any, ...states]} />
      <Field name="from" type="date" label={t('staff.joined.from')} defaultValue={from} />
      <Field name="to" type="date" label={t('staff.joined.to')} defaultValue={to} />
      <button className="btn">{t('audit.filter')}</button>
    </form>
  )
}

/** The roles as choices. */
export function useRoles() {
  const t = useT()
  return roles.map((role) => ({ value: role, label: t(`staff.role.${role}`) }))
}

/** Members, who joined last first. */
export function MemberRows({ rows }: { rows: StaffMemberRow[] }) {
  const t = useT()
  return (
    <ul className="own-list">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="desk-who">
            <Avatar person={{ handle: row.handle, name: row.name, href: null }} size="s" />
            <div>
              <a className="hov" href={`/admin/members/${row.id}`}>
                <b>
                  <bdi>{row.name || `@${row.handle}`}</bdi>
                </b>
              </a>
              <p className="hint">
                <bdi>@{row.handle}</bdi> · {t(`staff.role.${row.role}`)} ·{' '}
                {t('staff.trust.level', { level: row.trust })} · {t('staff.joined')}{' '}
                <Time iso={row.joinedAt} />
              </p>
              {row.mailbox ? (
                <p className="hint">
                  <bdi>{row.mailbox}</bdi>
                </p>
              ) : null}
            </div>
          </div>
          <Standing {...row} />
        </li>
      ))}
    </ul>
  )
}

/** Until when somebody is suspended, if they are. */
export function Standing({ suspendedUntil }: Pick<StaffMemberRow, 'suspendedUntil'>) {
  const t = useT()
  if (suspendedUntil === null) return null
  const forGood = suspendedUntil.startsWith('9999')
  return (
    <span className="status stop">
      {forGood ? t('staff.forGood') : t('staff.until', { day: shortDate(suspendedUntil, t) })}
    </span>
  )
}
