import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

type FieldProps = Omit<ComponentProps<'input'>, 'className' | 'aria-invalid' | 'aria-describedby'> & {
  name: string
  label: string
  hint?: string | undefined
  /** What has to change: shown below, and told to screen readers. */
  error?: string | undefined
  /** What follows the error, such as what to choose instead. */
  after?: ReactNode
}

/** One line to type into, with its label above and what to know below. Its id is its name, where it has no other. */
export function Field({ label, hint, error, after, ...input }: FieldProps) {
  const name = input.id ?? input.name
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={name}>{label}</label>
      <Input {...input} error={error} hint={hint} />
      <Below name={name} hint={hint} error={error} />
      {after}
    </div>
  )
}

/** A password, which can be shown where there is script. */
export function SecretField({ label, hint, error, ...input }: Omit<FieldProps, 'type' | 'after' | 'id'>) {
  const { name } = input
  const t = useT()
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={name}>{label}</label>
      <div className="with">
        <Input {...input} type="password" error={error} hint={hint} />
        <button className="btn small quiet needs-js" type="button" aria-pressed="false" data-show={name}>
          {t('form.show')}
          <span className="vh"> {t('form.password')}</span>
        </button>
      </div>
      <Below name={name} hint={hint} error={error} />
    </div>
  )
}

/** Something to agree to or to switch on. */
export function Check({
  label,
  error,
  ...input
}: Omit<ComponentProps<'input'>, 'type' | 'id'> & {
  name: string
  label: string
  error?: string | undefined
}) {
  const { name } = input
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label className="pick" htmlFor={name}>
        <Input {...input} type="checkbox" error={error} plain />
        <span>{label}</span>
      </label>
      <Below name={name} error={error} />
    </div>
  )
}

function Input({
  error,
  hint,
  plain,
  ...input
}: ComponentProps<'input'> & {
  error: string | undefined
  hint?: string | undefined
  plain?: boolean
}) {
  const name = input.id ?? input.name
  const about = [error ? `${name}-error` : '', hint ? `${name}-hint` : ''].filter(Boolean).join(' ')
  return (
    <input
      {...input}
      id={name}
      className={plain ? undefined : 'input'}
      aria-invalid={error ? true : undefined}
      aria-describedby={about || undefined}
    />
  )
}

function Below({
  name,
  hint,
  error,
}: {
  name: string
  hint?: string | undefined
  error: string | undefined
}) {
  return (
    <>
      {error ? (
        <p className="err" id={`${name}-error`}>
          <Icon name="warn" />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </>
  )
}
