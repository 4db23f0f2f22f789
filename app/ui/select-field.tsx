import { Wrong } from './title-field.tsx'

/** A choice of a few, with its label above. Its id is its name. */
export function SelectField(props: {
  name: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  hint?: string | undefined
  error?: string | undefined
}) {
  const { name, label, value, options, hint, error } = props
  const about = [error ? `${name}-error` : '', hint ? `${name}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={name}>{label}</label>
      <select
        className="input"
        id={name}
        name={name}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={about || undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Wrong name={name}>{error}</Wrong>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
