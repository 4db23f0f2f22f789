import { LONGEST_HANDLE, SHORTEST_HANDLE } from '#app/domains/accounts/handle.ts'
import { SHORTEST_PASSWORD } from '#app/domains/accounts/passwords/password-rules.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Check, Field, SecretField } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { JoinSteps } from './join-steps.tsx'
import { Page } from './page.tsx'

type JoinNameProps = {
  /** A handle that is free, made of the address. */
  idea: string
  refusal: (FormRefusal & { free: string[] }) | undefined
}

/** The page of the second step to join. */
export function JoinNamePage(props: JoinNameProps) {
  return (
    <Page>
      <JoinName {...props} />
    </Page>
  )
}

/** The second step to join: a handle, and what else somebody likes to say about themselves. */
export function JoinName(props: JoinNameProps) {
  const t = useT()
  const { values = {}, errors = {}, free = [] } = props.refusal ?? {}
  return (
    <>
      <PageHead title={t('join.name.title')} lead={t('join.name.lead')} />
      <JoinSteps step="name" />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post">
        <Field
          name="handle"
          label={t('join.handle')}
          hint={t('join.handle.hint', { least: SHORTEST_HANDLE, most: LONGEST_HANDLE })}
          error={errors['handle']}
          defaultValue={values['handle'] ?? props.idea}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          dir="ltr"
          after={
            free.length > 0 ? (
              <p className="cluster">
                {free.map((handle) => (
                  <button className="btn small" key={handle} name="suggested" value={handle}>
                    <bdi>{`@${handle}`}</bdi>
                  </button>
                ))}
              </p>
            ) : null
          }
        />
        <Field
          name="name"
          label={t('join.name')}
          hint={t('join.name.hint')}
          error={errors['name']}
          defaultValue={values['name']}
          autoComplete="name"
          maxLength={60}
          dir="auto"
        />
        <SecretField
          name="password"
          label={t('join.password')}
          hint={t('join.password.hint', { least: SHORTEST_PASSWORD })}
          error={errors['password']}
          autoComplete="new-password"
        />
        <Check
          name="rules"
          value="yes"
          label={t('join.rules')}
          error={errors['rules']}
          defaultChecked={values['rules'] === 'yes'}
        />
        <button className="btn primary">{t('join.make')}</button>
        <p className="hint">{t('join.leave')}</p>
      </form>
    </>
  )
}
