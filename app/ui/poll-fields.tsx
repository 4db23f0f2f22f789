import { Check, Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { SelectField } from './select-field.tsx'
import { Wrong } from './title-field.tsx'
import { useT } from './words.tsx'

const DAYS = ['1', '3', '7', '14', '30']

/** What a new post may ask its readers. Nothing is asked where question and choices are empty. */
export function PollFields(props: { values: Record<string, string>; errors: Record<string, string> }) {
  const { values, errors } = props
  const t = useT()
  const typed = (values['pollQuestion'] ?? '') + (values['pollOptions'] ?? '')
  const wrong = Object.keys(errors).some((name) => name.startsWith('poll'))
  const field = (name: string) => ({ name, error: errors[name] })
  return (
    <details className="poll-edit" open={typed.trim() !== '' || wrong}>
      <summary>
        {t('poll.add')}
        <Icon name="down" />
      </summary>
      <div className="poll">
        <Field
          {...field('pollQuestion')}
          label={t('poll.question')}
          defaultValue={values['pollQuestion']}
          dir="auto"
        />
        <Options value={values['pollOptions'] ?? ''} error={errors['pollOptions']} />
        <div className="poll-set">
          <SelectField
            {...field('pollKind')}
            label={t('poll.kind')}
            value={values['pollKind'] ?? 'single'}
            options={(['single', 'multiple', 'ranked'] as const).map((value) => ({
              value,
              label: t(`poll.kind.${value}`),
            }))}
          />
          <SelectField
            {...field('pollDays')}
            label={t('poll.days')}
            value={values['pollDays'] ?? ''}
            options={[
              { value: '', label: t('poll.days.never') },
              ...DAYS.map((value) => ({ value, label: t('poll.days.in', { count: Number(value) }) })),
            ]}
          />
          <SelectField
            {...field('pollResults')}
            label={t('poll.results')}
            value={values['pollResults'] ?? 'always'}
            options={(['always', 'after_vote', 'after_close'] as const).map((value) => ({
              value,
              label: t(`poll.results.${value}`),
            }))}
          />
        </div>
        <div className="poll-set">
          <Field
            {...field('pollLeast')}
            label={t('poll.least')}
            inputMode="numeric"
            defaultValue={values['pollLeast']}
          />
          <Field
            {...field('pollMost')}
            label={t('poll.most')}
            inputMode="numeric"
            defaultValue={values['pollMost']}
          />
        </div>
        <Check
          {...field('pollPublic')}
          label={t('poll.public')}
          defaultChecked={values['pollPublic'] === 'on'}
        />
        <Check
          {...field('pollFixed')}
          label={t('poll.fixed')}
          defaultChecked={values['pollFixed'] === 'on'}
        />
      </div>
    </details>
  )
}

function Options({ value, error }: { value: string; error: string | undefined }) {
  const t = useT()
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor="pollOptions">{t('poll.options')}</label>
      <textarea
        className="input"
        id="pollOptions"
        name="pollOptions"
        dir="auto"
        rows={4}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'pollOptions-error' : 'pollOptions-hint'}
      />
      <Wrong name="pollOptions">{error}</Wrong>
      <p className="hint" id="pollOptions-hint">
        {t('poll.options.hint')}
      </p>
    </div>
  )
}
