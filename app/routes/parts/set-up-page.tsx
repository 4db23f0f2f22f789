import { SHORTEST_PASSWORD } from '#app/domains/accounts/passwords/password-rules.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Field, SecretField } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

/** Makes the first admin of a new community. */
export function SetUpPage(props: { code: string; site: string; refusal: FormRefusal | undefined }) {
  const t = useT()
  const { values = {}, errors = {} } = props.refusal ?? {}
  return (
    <Page>
      <PageHead title={t('setUp.title')} lead={t('setUp.lead')} />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post">
        <Field
          name="code"
          label={t('setUp.code')}
          hint={t('setUp.code.hint')}
          error={errors['code']}
          // A secret that only opens this page, and only once: it may stand here, unlike a password.
          defaultValue={values['code'] ?? props.code}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
        <Field
          name="site"
          label={t('setUp.site')}
          hint={t('setUp.site.hint')}
          error={errors['site']}
          defaultValue={values['site'] ?? props.site}
          maxLength={60}
          dir="auto"
        />
        <Field
          name="email"
          type="email"
          label={t('signIn.email')}
          error={errors['email']}
          defaultValue={values['email']}
          autoComplete="email"
        />
        <Field
          name="handle"
          label={t('join.handle')}
          error={errors['handle']}
          defaultValue={values['handle']}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
        <SecretField
          name="password"
          label={t('signIn.password')}
          hint={t('setUp.password.hint', { least: SHORTEST_PASSWORD })}
          error={errors['password']}
          autoComplete="new-password"
        />
        <button className="btn primary">{t('setUp.do')}</button>
      </form>
    </Page>
  )
}
