import { hues, spaceKinds, spaceSorts } from '#app/domains/spaces/edit/space.schema.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { useRoles } from './members-page.tsx'

type Fields = Record<string, string>
type Seen = { by: 'everyone' | 'some'; count: number } | null
type EditorProps = {
  /** Null for a new one. */
  id: number | null
  slug: string | null
  fields: Fields
  parents: { id: number; name: string }[]
  /** What its rule says, where the form can't show it. */
  rule: string | null
  /** Who sees it as it stands. */
  seen: Seen
  answer: { values: Fields; errors: Fields; seen: Seen; now: Fields | null } | undefined
}

/** The page on which a space is made or changed. */
export function SpacePage(props: EditorProps) {
  const { id, slug, fields, answer } = props
  const t = useT()
  return (
    <AdminPage
      section="spaces"
      title={id === null ? t('space.edit.new') : (fields['name'] ?? '')}
      actions={
        slug === null ? null : (
          <a className="btn small" href={`/s/${slug}`}>
            {t('space.edit.look')}
          </a>
        )
      }
    >
      <FormErrors title={t('staff.notDone')} errors={answer?.errors ?? {}} />
      <SpaceForm {...props} />
    </AdminPage>
  )
}

const RULES = ['everyone', 'members', 'trust', 'role', 'group'] as const
const STATES = ['open', 'locked', 'archived'] as const

/** All of a space in one form. What somebody else saved meanwhile stands below each field that differs. */
export function SpaceForm({ fields, parents, rule, seen, answer }: EditorProps) {
  const t = useT()
  const roleChoices = useRoles()
  const { errors = {}, now = null } = answer ?? {}
  const values = answer ? { ...fields, ...answer.values } : fields
  const props = (name: string, hint?: string) => {
    const other =
      now && now[name] !== values[name] ? t('space.edit.now', { value: now[name] ?? '' }) : undefined
    return { name, error: errors[name], hint: other ?? hint }
  }
  const text = (name: string) => ({ ...props(name), defaultValue: values[name] ?? '', dir: 'auto' as const })
  const choice = (name: string) => ({ ...props(name), value: values[name] ?? '' })
  const counted = answer ? answer.seen : seen
  return (
    <form className="desk-form" method="post">
      <input type="hidden" name="version" value={values['version'] ?? '0'} />
      <Field {...text('name')} label={t('space.edit.name')} maxLength={60} />
      <Field
        {...text('slug')}
        {...props('slug', t('space.edit.slug.hint'))}
        label={t('space.edit.slug')}
        dir="ltr"
      />
      <Field
        {...text('description')}
        {...props('description', t('space.edit.description.hint'))}
        label={t('space.edit.description')}
      />
      <SelectField
        {...choice('parent')}
        label={t('space.edit.parent')}
        options={[
          { value: '', label: t('space.edit.parent.none') },
          ...parents.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <SelectField
        {...choice('kind')}
        label={t('space.edit.kind')}
        options={spaceKinds.map((kind) => ({ value: kind, label: t(`space.edit.kind.${kind}`) }))}
      />
      <SelectField
        {...choice('hue')}
        label={t('space.edit.hue')}
        options={hues.map((hue) => ({ value: String(hue), label: t('space.edit.hue.of', { degrees: hue }) }))}
      />
      <SelectField
        {...choice('sort')}
        label={t('space.edit.sort')}
        options={spaceSorts.map((sort) => ({ value: sort, label: t(`space.edit.sort.${sort}`) }))}
      />
      <SelectField
        {...choice('state')}
        label={t('space.edit.state')}
        options={STATES.map((state) => ({ value: state, label: t(`space.edit.state.${state}`) }))}
      />
      <SelectField
        {...choice('who')}
        label={t('space.edit.who')}
        options={[...(rule === null ? [] : (['keep'] as const)), ...RULES].map((who) => ({
          value: who,
          label: t(`space.edit.who.${who}`),
        }))}
      />
      {rule === null ? null : (
        <div>
          <p className="hint">{t('space.edit.rule')}</p>
          <pre className="letter" dir="ltr">
            {rule}
          </pre>
        </div>
      )}
      <SelectField
        {...choice('level')}
        label={t('space.edit.level')}
        options={['0', '1', '2', '3', '4'].map((level) => ({
          value: level,
          label: t('staff.trust.level', { level }),
        }))}
      />
      <SelectField {...choice('role')} label={t('space.edit.role')} options={roleChoices} />
      <Field {...text('group')} label={t('space.edit.group')} />
      {counted ? <p role="status">{t(`space.edit.seen.${counted.by}`, { count: counted.count })}</p> : null}
      <div className="cluster">
        <button className="btn primary" name="do" value="save">
          {t('space.edit.save')}
        </button>
        <button className="btn" name="do" value="preview">
          {t('space.edit.preview')}
        </button>
      </div>
    </form>
  )
}
