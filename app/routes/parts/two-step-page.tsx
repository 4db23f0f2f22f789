import type { FormRefusal } from '#app/http/form.ts'
import { Field } from '#app/ui/field.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { useT } from '#app/ui/words.tsx'
import { YouPage } from './you-page.tsx'

type Setting = { step: 'begun'; typed: string; address: string; qr: { path: string; size: number } }

/** The second step: setting it up, the codes on paper, taking it away. */
export function TwoStepPage(props: {
  data: { step: 'off' } | { step: 'on'; left: number } | Setting
  outcome: (FormRefusal & { codes: string[] | null }) | undefined
}) {
  const { data, outcome } = props
  const t = useT()
  return (
    <YouPage part="twoStep">
      <FormErrors title={t('form.errors')} errors={outcome?.errors ?? {}} />
      {outcome?.codes ? <RecoveryCodes codes={outcome.codes} /> : null}
      {data.step === 'off' ? <Begin /> : null}
      {data.step === 'begun' ? <SetUp setting={data} error={outcome?.errors['code']} /> : null}
      {data.step === 'on' ? <TurnOff left={data.left} /> : null}
    </YouPage>
  )
}

/** What it is, and the button that begins: only looking changes nothing. */
function Begin() {
  const t = useT()
  return (
    <form className="gate-form alone" method="post">
      <h2 className="title">{t('twoStep.title')}</h2>
      <p>{t('twoStep.why')}</p>
      <button className="btn primary" name="do" value="begin">
        {t('twoStep.begin')}
      </button>
    </form>
  )
}

/** Scan, type, done. */
export function SetUp({ setting, error }: { setting: Setting; error: string | undefined }) {
  const { typed, address, qr } = setting
  const t = useT()
  return (
    <form className="gate-form alone" method="post">
      <h2 className="title">{t('twoStep.title')}</h2>
      <p>{t('twoStep.lead')}</p>
      <a className="qr" href={address}>
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t('twoStep.qr')}>
          <path d={qr.path} />
        </svg>
      </a>
      <p className="hint">
        {t('twoStep.byHand')} <code className="typed">{typed.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field
        name="code"
        label={t('twoStep.code')}
        error={error}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        dir="ltr"
      />
      <button className="btn primary" name="do" value="confirm">
        {t('twoStep.do')}
      </button>
    </form>
  )
}

/** The codes for a day without the phone. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const t = useT()
  return (
    <section className="gate-form alone" aria-labelledby="recovery" role="status">
      <h2 className="title" id="recovery">
        {t('twoStep.recovery')}
      </h2>
      <p>{t('twoStep.recovery.lead')}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code className="typed">{code}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

function TurnOff({ left }: { left: number }) {
  const t = useT()
  return (
    <form className="gate-form alone gate-more" method="post">
      <h2 className="title">{t('twoStep.on')}</h2>
      <p>{t('twoStep.left', { count: left })}</p>
      <button className="btn" name="do" value="end">
        {t('twoStep.end')}
      </button>
    </form>
  )
}
