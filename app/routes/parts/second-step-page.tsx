import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

/** Asks for a code of the app, or for one of the codes on paper. */
export function SecondStepPage({ refusal }: { refusal: FormRefusal | undefined }) {
  const t = useT()
  const errors = refusal?.errors ?? {}
  return (
    <Page>
      <PageHead title={t('second.title')} lead={t('second.lead')} />
      <FormErrors title={t('signIn.notYet')} errors={errors} />
      <form className="gate-form alone" method="post">
        <Field
          name="code"
          label={t('second.code')}
          hint={t('second.code.hint')}
          error={errors['code']}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          dir="ltr"
        />
        <button className="btn primary">{t('second.do')}</button>
      </form>
    </Page>
  )
}
