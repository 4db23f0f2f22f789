import type { Profile } from '#app/domains/members/save-profile.server.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { useT } from '#app/ui/words.tsx'
import { YouPage } from './you-page.tsx'

type Props = { profile: Profile; days: number; refusal: FormRefusal | undefined }

/** The page on which a member says who they are. */
export function ProfilePage(props: Props) {
  return (
    <YouPage part="profile">
      <ProfileForm {...props} />
    </YouPage>
  )
}

/** What others read on a member's page, to be changed. */
export function ProfileForm({ profile, days, refusal }: Props) {
  const t = useT()
  const values: Partial<Record<string, string>> = refusal?.values ?? profile
  const errors = refusal?.errors ?? {}
  return (
    <>
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post">
        <Field
          name="name"
          label={t('profile.name')}
          error={errors['name']}
          defaultValue={values['name']}
          autoComplete="name"
          maxLength={60}
        />
        <Field
          name="handle"
          label={t('profile.handle')}
          hint={t('profile.handle.hint', { days })}
          error={errors['handle']}
          defaultValue={values['handle']}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          maxLength={200}
        />
        <Field
          name="bio"
          label={t('profile.bio')}
          error={errors['bio']}
          defaultValue={values['bio']}
          maxLength={600}
        />
        <Field
          name="location"
          label={t('profile.location')}
          error={errors['location']}
          defaultValue={values['location']}
          maxLength={80}
        />
        <Field
          name="website"
          label={t('profile.website')}
          error={errors['website']}
          defaultValue={values['website']}
          autoComplete="url"
          inputMode="url"
          dir="ltr"
          maxLength={300}
        />
        <button className="btn primary">{t('profile.save')}</button>
        <a className="btn quiet" href="/you/avatar">
          {t('avatar.title')}
        </a>
      </form>
    </>
  )
}
