import type { ComposerFilesProps } from './composer-files.tsx'
import { Composer } from './composer.tsx'
import { Field } from './field.tsx'
import { FormErrors } from './form-errors.tsx'
import { Icon } from './icon.tsx'
import { TitleField } from './title-field.tsx'
import { useT } from './words.tsx'

export interface EditFormProps {
  action: string
  /** Of the thread that the post begins; null where it begins none. */
  title: string | null
  body: string
  reason: string
  /** Whether people are told of the change, and why it was made. */
  withReason: boolean
  /** The version that is changed. */
  base: string
  /** What somebody else saved meanwhile. */
  theirs: string | null
  errors: Record<string, string>
  preview: string | null
  back: string
  most: { title: number; body: number }
  /** What may be put into the text. */
  files: ComposerFilesProps | null
}

/** The form that changes a post. */
export function EditForm(props: EditFormProps) {
  const { errors, title, theirs } = props
  const t = useT()
  return (
    <>
      <FormErrors title={t('write.notYet')} errors={errors} />
      <form className="write-form" method="post" action={props.action} aria-label={t('write.edit.title')}>
        <input type="hidden" name="base" value={props.base} />
        {title === null ? null : <TitleField value={title} most={props.most.title} error={errors['title']} />}
        <Composer
          label={t('write.new.body')}
          files={props.files}
          value={props.body}
          error={errors['body']}
          most={props.most.body}
          preview={props.preview}
          withoutDraft
        />
        {theirs === null ? null : (
          <div className="field">
            <label htmlFor="theirs">{t('write.edit.now')}</label>
            <textarea className="input" id="theirs" rows={8} readOnly dir="auto" defaultValue={theirs} />
          </div>
        )}
        {props.withReason ? (
          <Field
            name="reason"
            label={t('write.reason')}
            hint={t('write.reason.hint')}
            error={errors['reason']}
            defaultValue={props.reason}
            maxLength={200}
            autoComplete="off"
            dir="auto"
          />
        ) : null}
        <div className="form-foot">
          <button className="btn primary" name="do" value="post">
            <Icon name="check" />
            {t('write.edit.do')}
          </button>
          <a className="btn quiet" href={props.back}>
            {t('write.edit.cancel')}
          </a>
        </div>
      </form>
    </>
  )
}
