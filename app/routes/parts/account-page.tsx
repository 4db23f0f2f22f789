import type { AccountView } from '#app/domains/accounts/account.queries.server.ts'
import { SHORTEST_PASSWORD } from '#app/domains/accounts/passwords/password-rules.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { SecretField } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { useT } from '#app/ui/words.tsx'
import { YouPage } from './you-page.tsx'

/** Address and password. */
export function AccountPage({
  account,
  refusal,
}: {
  account: AccountView
  refusal: FormRefusal | undefined
}) {
  const { email, hasPassword } = account
  const t = useT()
  const errors = refusal?.errors ?? {}
  return (
    <YouPage part="account">
      <FormErrors title={t('form.errors')} errors={errors} />
      <section className="gate-form alone" aria-labelledby="address">
        <h2 className="title" id="address">
          {t('you.email')}
        </h2>
        <p>{email === null ? t('you.email.none') : <bdi>{email}</bdi>}</p>
      </section>
      <form className="gate-form alone gate-more" method="post" aria-labelledby="new-password">
        <h2 className="title" id="new-password">
          {t(hasPassword ? 'you.password.change' : 'you.password.first')}
        </h2>
        <SecretField
          name="password"
          label={t('you.password.new')}
          hint={t('you.password.hint', { least: SHORTEST_PASSWORD })}
          error={errors['password']}
          autoComplete="new-password"
        />
        <button className="btn primary">{t('you.password.do')}</button>
      </form>
    </YouPage>
  )
}
