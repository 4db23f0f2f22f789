import type { AuditEntryView } from '#app/domains/audit/audit.view.ts'
import type { StaffMemberFile } from '#app/domains/members/staff/staff-member.view.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { Facts } from '#app/ui/note.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { LogEntries } from './log-page.tsx'
import { Standing } from './members-page.tsx'
import { errorsById, StaffForms, type StaffCan } from './staff-forms.tsx'

type FileProps = {
  member: StaffMemberFile
  can: StaffCan
  spaces: { id: number; name: string }[]
  acts: AuditEntryView[]
  refusal: FormRefusal | undefined
}

/** One member, as staff sees them, and what may be done. */
export function StaffMemberPage({ member, can, spaces, acts, refusal }: FileProps) {
  const t = useT()
  return (
    <AdminPage
      section="members"
      title={member.name || `@${member.handle}`}
      actions={
        <a className="btn small" href={`/u/${encodeURIComponent(member.handle)}`}>
          {t('staff.profile')}
        </a>
      }
    >
      <FormErrors title={t('staff.notDone')} errors={errorsById(refusal)} />
      <MemberFacts member={member} />
      <StaffForms member={member} can={can} spaces={spaces} refusal={refusal} />
      {acts.length > 0 ? (
        <section className="desk-part" aria-labelledby="acts">
          <h2 className="title" id="acts">
            {t('staff.acts')}
          </h2>
          <LogEntries entries={acts} />
        </section>
      ) : null}
    </AdminPage>
  )
}

/** Who they are. */
export function MemberFacts({ member }: { member: StaffMemberFile }) {
  const t = useT()
  const facts = [
    { label: t('staff.role'), value: t(`staff.role.${member.role}`) },
    { label: t('staff.trust'), value: t('staff.trust.level', { level: member.trust }) },
    { label: t('staff.joined'), value: <Time iso={member.joinedAt} /> },
    ...(member.lastSeenAt ? [{ label: t('staff.seen'), value: <Time iso={member.lastSeenAt} /> }] : []),
    ...(member.mailbox ? [{ label: t('staff.mailbox'), value: <bdi>{member.mailbox}</bdi> }] : []),
  ]
  return (
    <div className="desk-facts">
      <p>
        <bdi>@{member.handle}</bdi> <Standing {...member} />
      </p>
      {member.suspendedUntil !== null && member.suspendedFor ? <p dir="auto">{member.suspendedFor}</p> : null}
      <p className="hint">
        {member.comesIn ? t('staff.places', { count: member.places }) : t('staff.noAccount')}
      </p>
      <Facts facts={facts} />
    </div>
  )
}
