import type { LeavingView, LeavingWay } from '#app/domains/accounts/leaving/leave.server.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

type Props = {
  leaving: LeavingView | null
  handle: string
  /** For so long one may come back. */
  days: number
  refusal: FormRefusal | undefined
}

/** The page on which a member has their account erased, or takes that back. */
export function LeavePage(props: Props) {
  return (
    <Page>
      <Leave {...props} />
    </Page>
  )
}

const WAYS: readonly LeavingWay[] = ['anonymise', 'remove']

/** The choice between the two ways to go, or the way back. */
export function Leave({ leaving, handle, days, refusal }: Props) {
  const t = useT()
  const { values = {}, errors = {} } = refusal ?? {}
  if (leaving)
    return (
      <>
        <PageHead title={t('leave.back.title')} lead={t(`leave.back.${leaving.way}`)} />
        <form className="gate-form alone" method="post">
          <p>
            {t('leave.back.due')} <Time iso={leaving.dueAt} relative={false} />
          </p>
          <button className="btn primary" name="do" value="stay">
            {t('leave.back.do')}
          </button>
          <a className="btn quiet" href="/">
            {t('leave.back.not')}
          </a>
        </form>
      </>
    )
  return (
    <>
      <PageHead title={t('leave.title')} lead={t('leave.lead', { days })} />
      <FormErrors title={t('form.errors')} errors={errors} />
      <form className="gate-form alone" method="post">
        <fieldset className="field ways" aria-describedby={errors['way'] ? 'way-error' : undefined}>
          <legend>{t('leave.way')}</legend>
          {WAYS.map((way) => (
            <label className="pick" key={way}>
              <input type="radio" name="way" value={way} defaultChecked={values['way'] === way} required />
              <span>
                <b>{t(`leave.${way}`)}</b>
                <span className="hint">{t(`leave.${way}.hint`)}</span>
              </span>
            </label>
          ))}
          {errors['way'] ? (
            <p className="err" id="way-error">
              <Icon name="warn" />
              {errors['way']}
            </p>
          ) : null}
        </fieldset>
        <p>
          <a href="/you/data">{t('leave.data')}</a>
        </p>
        <Field
          name="handle"
          label={t('leave.handle', { handle })}
          error={errors['handle']}
          defaultValue={values['handle']}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          maxLength={200}
        />
        <button className="btn primary" name="do" value="leave">
          {t('leave.do')}
        </button>
        <a className="btn quiet" href="/you/account">
          {t('leave.not')}
        </a>
      </form>
    </>
  )
}

/** What whoever left reads last. */
export function LeftPage({ days }: { days: number }) {
  const t = useT()
  return (
    <Page>
      <PageHead title={t('left.title')} lead={t('left.lead', { days })} />
      <a className="btn" href="/sign-in">
        {t('left.back')}
      </a>
    </Page>
  )
}
