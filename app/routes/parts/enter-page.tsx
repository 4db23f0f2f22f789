import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

export type EnterView =
  { view: 'code' | 'confirm'; address: string; token: string | null } | { view: 'elsewhere' | 'stale' }

/** Waits for the code of a letter, or asks once more where its link was followed. */
export function EnterPage({ data, refusal }: { data: EnterView; refusal: FormRefusal | undefined }) {
  const t = useT()
  if (!('address' in data)) {
    return (
      <Page>
        <PageHead title={t(`enter.${data.view}.title`)} lead={t(`enter.${data.view}.text`)} />
        <p>
          <a className="btn primary" href="/sign-in">
            {t('enter.again')}
          </a>
        </p>
      </Page>
    )
  }
  const errors = refusal?.errors ?? {}
  const { address, token } = data
  // A link that did not work is no use a second time; the code is.
  if (data.view === 'confirm' && token && !refusal) {
    return (
      <Page>
        <PageHead title={t('enter.confirm.title')} lead={t('enter.confirm.lead', { address })} />
        <form className="gate-form alone" method="post" action="/enter">
          <input type="hidden" name="token" value={token} />
          <button className="btn primary">{t('enter.confirm.do')}</button>
        </form>
      </Page>
    )
  }
  return (
    <Page>
      <PageHead title={t('enter.title')} lead={t('enter.lead', { address })} />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post" action="/enter">
        <Field
          name="code"
          label={t('enter.code')}
          hint={t('enter.nothing')}
          error={errors['code']}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          dir="ltr"
        />
        <button className="btn primary">{t('enter.code.do')}</button>
      </form>
      <p className="gate-more">
        <a className="link" href="/sign-in">
          {t('enter.again')}
        </a>
      </p>
    </Page>
  )
}
