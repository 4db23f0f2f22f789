import { Field } from './field.tsx'
import { FormErrors } from './form-errors.tsx'
import { useT } from './words.tsx'

export interface DeleteFormProps {
  action: string
  /** Null where nobody has to say why: the post is one's own. */
  reason: string | null
  errors: Record<string, string>
  back: string
}

/** Asks once more before a post goes. */
export function DeleteForm({ action, reason, errors, back }: DeleteFormProps) {
  const t = useT()
  return (
    <>
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="write-form" method="post" action={action} aria-label={t('write.delete.title')}>
        {reason === null ? null : (
          <Field
            name="reason"
            label={t('write.reason')}
            error={errors['reason']}
            defaultValue={reason}
            maxLength={200}
            autoComplete="off"
            dir="auto"
          />
        )}
        <div className="form-foot">
          <button className="btn primary">{t('write.delete.do')}</button>
          <a className="btn quiet" href={back}>
            {t('write.delete.keep')}
          </a>
        </div>
      </form>
    </>
  )
}
