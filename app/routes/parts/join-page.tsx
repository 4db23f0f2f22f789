import { useRouteLoaderData } from '@remix-run/react'
import type { FormRefusal } from '#app/http/form.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { JoinSteps } from './join-steps.tsx'
import { Page } from './page.tsx'

/** The first step to join: an address that a letter can reach. */
export function JoinPage({
  to,
  closed,
  refusal,
}: {
  to: string
  closed: boolean
  refusal: FormRefusal | undefined
}) {
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const t = useT()
  const goal = refusal?.values['to'] ?? to
  return (
    <Page>
      <PageHead title={t('join.title', { site: root?.site.name ?? '' })} lead={t('join.lead')} />
      {closed ? <p>{t('join.closed')}</p> : <JoinForm goal={goal} refusal={refusal} />}
      <section className="gate-more" aria-labelledby="known">
        <h2 className="title" id="known">
          {t('join.known')}
        </h2>
        <a className="btn" href={goal === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(goal)}`}>
          {t('nav.signIn')}
        </a>
      </section>
    </Page>
  )
}

function JoinForm({ goal, refusal }: { goal: string; refusal: FormRefusal | undefined }) {
  const t = useT()
  const { values = {}, errors = {} } = refusal ?? {}
  return (
    <>
      <JoinSteps step="email" />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post">
        <input type="hidden" name="to" value={goal} />
        <Field
          name="email"
          type="email"
          label={t('signIn.email')}
          hint={t('join.private')}
          error={errors['email']}
          defaultValue={values['email']}
          autoComplete="email"
        />
        <button className="btn primary">{t('join.do')}</button>
      </form>
    </>
  )
}
