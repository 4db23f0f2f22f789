import type { FormRefusal } from '#app/http/form.ts'
import { Field, SecretField } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

/** How somebody shows that it is them: a code of their app, their password, a letter to be sent, the code of a letter. */
export type Way = 'second' | 'password' | 'letter' | 'code'

/** Asks once more who is there, before what is dangerous. */
export function ConfirmPage(props: {
  to: string
  ways: Way[]
  /** Where a letter goes, mostly concealed. */
  address: string
  refusal: FormRefusal | undefined
}) {
  const { ways, address, refusal } = props
  const t = useT()
  const errors = refusal?.errors ?? {}
  const to = refusal?.values['to'] ?? props.to
  return (
    <Page>
      <PageHead title={t('confirm.title')} lead={t('confirm.lead')} />
      <FormErrors title={t('form.errors')} errors={errors} />
      {ways.map((way, at) => (
        <form className="gate-form alone" method="post" key={way}>
          <input type="hidden" name="to" value={to} />
          {way === 'password' ? (
            <SecretField
              name="password"
              label={t('signIn.password')}
              error={errors['password']}
              autoComplete="current-password"
            />
          ) : null}
          {way === 'second' || way === 'code' ? (
            <Field
              name="code"
              label={t(way === 'second' ? 'second.code' : 'enter.code')}
              hint={way === 'second' ? t('second.code.hint') : t('enter.lead', { address })}
              error={errors['code']}
              autoComplete="one-time-code"
              maxLength={40}
              dir="ltr"
            />
          ) : null}
          <button className={at === 0 ? 'btn primary' : 'btn'} name="how" value={way}>
            {t(way === 'letter' ? 'confirm.letter' : 'confirm.do', { address })}
          </button>
        </form>
      ))}
    </Page>
  )
}
