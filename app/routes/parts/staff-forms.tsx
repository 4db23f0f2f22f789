import type { StaffMemberFile } from '#app/domains/members/staff/staff-member.view.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { useT } from '#app/ui/words.tsx'
import { useRoles } from './members-page.tsx'

const ACTS = ['role', 'suspend', 'signOut', 'trust', 'address', 'keep'] as const
type StaffAct = (typeof ACTS)[number]
/** What who asks may do to the member. */
export type StaffCan = Record<StaffAct, boolean>

type FormsProps = {
  member: StaffMemberFile
  can: StaffCan
  spaces: { id: number; name: string }[]
  refusal: FormRefusal | undefined
}

/** One form for each thing that may be done; the one that was refused is open, with what was typed. */
export function StaffForms({ member, can, spaces, refusal }: FormsProps) {
  const t = useT()
  return (
    <div className="desk-acts">
      {ACTS.filter((act) => can[act]).map((act) => (
        <details key={act} name="act" open={meant(refusal, act, member)}>
          <summary>{t(`staff.${act}.title`)}</summary>
          <Act
            act={act}
            member={member}
            spaces={spaces}
            refusal={meant(refusal, act, member) ? refusal : undefined}
          />
        </details>
      ))}
    </div>
  )
}

/** The act that a button of a form does. */
const doOf = (act: StaffAct, { suspendedUntil }: StaffMemberFile) =>
  act === 'suspend' && suspendedUntil !== null ? 'unsuspend' : act

function meant(refusal: FormRefusal | undefined, act: StaffAct, member: StaffMemberFile): boolean {
  const done = refusal?.values['do']
  return done === doOf(act, member) || (done === 'leave' && act === 'keep')
}

function Act({ act, member, spaces, refusal }: Omit<FormsProps, 'can'> & { act: StaffAct }) {
  const t = useT()
  const { values = {}, errors = {} } = refusal ?? {}
  const done = doOf(act, member)
  const words = {
    role: t('staff.role.do'),
    suspend: t('staff.suspend.do'),
    unsuspend: t('staff.unsuspend.do'),
    signOut: t('staff.signOut.do'),
    trust: t('staff.trust.do'),
    address: t('staff.address.do'),
    keep: t('staff.keep.do'),
  }
  const about = act === 'trust' || done === 'unsuspend' ? null : t(`staff.${act}.about`)
  return (
    <form className="desk-form" method="post">
      {about ? <p className="hint">{about}</p> : null}
      <Choice act={act} member={member} spaces={spaces} values={values} errors={errors} />
      <Field
        id={`${act}-reason`}
        name="reason"
        label={t('staff.reason')}
        hint={t('staff.reason.hint')}
        maxLength={300}
        defaultValue={values['reason'] ?? ''}
        error={errors['reason']}
        dir="auto"
      />
      <div className="cluster">
        <button className="btn primary" name="do" value={done}>
          {words[done]}
        </button>
        {act === 'keep' && member.keeps.length > 0 ? (
          <button className="btn" name="do" value="leave">
            {t('staff.keep.end')}
          </button>
        ) : null}
      </div>
    </form>
  )
}

type ChoiceProps = Pick<FormsProps, 'member' | 'spaces'> & {
  act: StaffAct
  values: Record<string, string>
  errors: Record<string, string>
}

/** What is chosen in the form of an act, beside the reason. */
function Choice({ act, member, spaces, values, errors }: ChoiceProps) {
  const t = useT()
  const roleChoices = useRoles()
  const field = (
    name: string,
    label: string,
    value: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <SelectField
      id={`${act}-${name}`}
      name={name}
      label={label}
      value={values[name] ?? value}
      options={options}
      error={errors[name]}
    />
  )
  switch (act) {
    case 'role':
      return field('role', t('staff.role'), member.role, roleChoices)
    case 'trust':
      return field('level', t('staff.trust'), String(member.trust), [
        ...[0, 1, 2, 3, 4].map((level) => ({
          value: String(level),
          label: t('staff.trust.level', { level }),
        })),
        { value: '', label: t('trust.give.none') },
      ])
    case 'suspend':
      if (member.suspendedUntil !== null) return null
      return field('days', t('staff.suspend.days'), '7', [
        ...[1, 3, 7, 30, 365].map((days) => ({
          value: String(days),
          label: t('staff.suspend.for', { days }),
        })),
        { value: 'good', label: t('staff.suspend.good') },
      ])
    case 'keep':
      return (
        <>
          {member.keeps.length > 0 ? (
            <p dir="auto">{member.keeps.map(({ name }) => name).join(' · ')}</p>
          ) : null}
          {field(
            'space',
            t('staff.keep.space'),
            '',
            spaces.map(({ id, name }) => ({ value: String(id), label: name })),
          )}
        </>
      )
    case 'address':
      return (
        <Field
          id="address-mailbox"
          name="mailbox"
          type="email"
          label={t('staff.mailbox')}
          autoComplete="off"
          defaultValue={values['mailbox'] ?? ''}
          error={errors['mailbox']}
        />
      )
    case 'signOut':
      return null
  }
}

/** The errors of a form by the ids of its fields, for the list above. */
export function errorsById(refusal: FormRefusal | undefined): Record<string, string> {
  const done = refusal?.values['do'] ?? ''
  const act = done === 'leave' ? 'keep' : done === 'unsuspend' ? 'suspend' : done
  return Object.fromEntries(
    Object.entries(refusal?.errors ?? {}).map(([name, words]) => [
      name === '' ? '' : `${act}-${name}`,
      words,
    ]),
  )
}
