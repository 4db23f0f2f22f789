import { useRouteLoaderData } from '@remix-run/react'
import type { FormRefusal } from '#app/http/form.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { Check, Field, SecretField } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

type SignInProps = { to: string; refusal: FormRefusal | undefined }

/** The page of coming in. */
export function SignInPage(props: SignInProps) {
  const root = useRouteLoaderData<typeof rootLoader>('root')
  return (
    <Page>
      <SignIn site={root?.site.name ?? ''} {...props} />
    </Page>
  )
}

/** The ways to come in: a password, or a letter; and the way to join. */
export function SignIn({ site, to, refusal }: SignInProps & { site: string }) {
  const t = useT()
  const { values = {}, errors = {} } = refusal ?? {}
  const goal = values['to'] ?? to
  return (
    <>
      <PageHead title={t('signIn.title', { site })} lead={t('signIn.lead')} />
      <FormErrors title={t('signIn.notYet')} errors={errors} />
      <div className="gate">
        <form className="gate-form" method="post" aria-labelledby="with-password">
          <h2 className="title" id="with-password">
            {t('signIn.withPassword')}
          </h2>
          <input type="hidden" name="to" value={goal} />
          <Field
            name="login"
            label={t('signIn.login')}
            error={errors['login']}
            defaultValue={values['login']}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            dir="auto"
          />
          <SecretField
            name="password"
            label={t('signIn.password')}
            error={errors['password']}
            autoComplete="current-password"
          />
          <Check
            name="stay"
            value="yes"
            label={t('signIn.stay')}
            defaultChecked={refusal ? values['stay'] === 'yes' : true}
          />
          <button className="btn primary" name="how" value="password">
            {t('signIn.do')}
          </button>
        </form>
        <form className="gate-form" method="post" aria-labelledby="without-password">
          <h2 className="title" id="without-password">
            {t('signIn.without')}
          </h2>
          <input type="hidden" name="to" value={goal} />
          <Field
            name="email"
            type="email"
            label={t('signIn.email')}
            hint={t('signIn.link.hint')}
            error={errors['email']}
            defaultValue={values['email'] ?? emailIn(values['login'])}
            autoComplete="email"
          />
          <button className="btn" name="how" value="link">
            {t('signIn.link')}
          </button>
        </form>
      </div>
      <section className="gate-more" aria-labelledby="new-here">
        <h2 className="title" id="new-here">
          {t('signIn.new')}
        </h2>
        <p>{t('signIn.new.text')}</p>
        <a className="btn" href={joinHref(goal)}>
          {t('signIn.new.do', { site })}
        </a>
      </section>
    </>
  )
}

const emailIn = (login: string | undefined) => (login?.includes('@') ? login : undefined)
const joinHref = (to: string) => (to === '/' ? '/join' : `/join?to=${encodeURIComponent(to)}`)
