import { MOST_BYTES } from '#app/domains/uploads/upload-limits.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

type AvatarProps = { refusal: FormRefusal | undefined }

/** The page on which a member chooses their picture, or takes it away. */
export function AvatarPage(props: AvatarProps) {
  return (
    <Page>
      <AvatarForm {...props} />
    </Page>
  )
}

/** Two forms: one with a picture, and one with a button. */
export function AvatarForm({ refusal }: AvatarProps) {
  const t = useT()
  const errors = refusal?.errors ?? {}
  return (
    <>
      <PageHead title={t('avatar.title')} lead={t('avatar.lead')} />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post" encType="multipart/form-data">
        <Field
          name="file"
          type="file"
          label={t('avatar.file')}
          hint={t('avatar.hint', { most: MOST_BYTES.avatar / 1_000_000 })}
          error={errors['file']}
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        />
        <button className="btn primary">{t('avatar.save')}</button>
      </form>
      <form method="post">
        <button className="btn quiet">{t('avatar.remove')}</button>
      </form>
    </>
  )
}
