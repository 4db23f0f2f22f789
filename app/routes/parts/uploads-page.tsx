import { ALLOWED_ENDINGS } from '#app/domains/uploads/file-kinds.ts'
import { LONGEST_ALT, MOST_BYTES } from '#app/domains/uploads/upload-limits.ts'
import type { UploadView } from '#app/domains/uploads/upload.view.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

type UploadsProps = { uploads: UploadView[]; refusal: FormRefusal | undefined }

/** The page on which a member uploads without a composer, and finds what they uploaded. */
export function UploadsPage(props: UploadsProps) {
  return (
    <Page>
      <Uploads {...props} />
    </Page>
  )
}

const megabytes = (bytes: number) => bytes / 1_000_000

/** A form to upload, and the newest uploads with the line that puts each into a post. */
export function Uploads({ uploads, refusal }: UploadsProps) {
  const t = useT()
  const { values = {}, errors = {} } = refusal ?? {}
  const most = { picture: megabytes(MOST_BYTES.picture), file: megabytes(MOST_BYTES.file) }
  return (
    <>
      <PageHead title={t('upload.title')} lead={t('upload.lead')} />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post" encType="multipart/form-data">
        <Field
          name="file"
          type="file"
          label={t('upload.file')}
          hint={t('upload.file.hint', most)}
          error={errors['file']}
          accept={ALLOWED_ENDINGS.map((ending) => `.${ending}`).join(',')}
        />
        <Field
          name="alt"
          label={t('upload.alt')}
          hint={t('upload.alt.hint')}
          error={errors['alt']}
          defaultValue={values['alt']}
          maxLength={LONGEST_ALT}
          dir="auto"
        />
        <button className="btn primary">{t('upload.send')}</button>
      </form>
      <h2>{t('upload.yours')}</h2>
      {uploads.length === 0 ? <p className="hint">{t('upload.none')}</p> : null}
      {uploads.map((upload) => (
        <OwnUpload key={upload.key} upload={upload} />
      ))}
    </>
  )
}

function OwnUpload({ upload }: { upload: UploadView }) {
  const t = useT()
  return (
    <div className="field">
      <label htmlFor={`line-${upload.key}`}>
        {t('upload.line')}: <a href={upload.href}>{<bdi>{upload.name}</bdi>}</a>
      </label>
      <input className="input" id={`line-${upload.key}`} dir="ltr" readOnly value={upload.markdown} />
    </div>
  )
}
