import { Field } from './field.tsx'
import { FormErrors } from './form-errors.tsx'
import { useT } from './words.tsx'

const KINDS = ['public', 'closed', 'secret'] as const

/** What a manager says of a group. `withKey`: a new one, whose key is chosen once. */
export function GroupForm(props: {
  action: string
  values: Record<string, string>
  errors: Record<string, string>
  withKey: boolean
}) {
  const { action, values, errors, withKey } = props
  const t = useT()
  return (
    <form className="gate-form alone" method="post" action={action}>
      <FormErrors title={t('form.errors')} errors={errors} />
      <Field
        name="name"
        label={t('groups.name')}
        defaultValue={values['name']}
        error={errors['name']}
        maxLength={60}
      />
      {withKey ? (
        <Field
          name="key"
          label={t('groups.key')}
          hint={t('groups.key.hint')}
          defaultValue={values['key']}
          error={errors['key']}
          maxLength={40}
        />
      ) : null}
      <Field
        name="description"
        label={t('groups.description')}
        defaultValue={values['description']}
        error={errors['description']}
        maxLength={500}
      />
      <div className="field">
        <label htmlFor="kind">{t('groups.kind')}</label>
        <select className="input" id="kind" name="kind" defaultValue={values['kind'] ?? 'public'}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`groups.kind.about.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="domains"
        label={t('groups.domains')}
        hint={t('groups.domains.hint')}
        defaultValue={values['domains']}
        error={errors['domains']}
      />
      <button className="btn primary">{t(withKey ? 'groups.make' : 'groups.save')}</button>
    </form>
  )
}
