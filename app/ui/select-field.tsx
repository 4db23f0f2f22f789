import { Wrong } from './title-field.tsx'

/** A choice of a few, with its label above. Its id is its name, where it has no other. */
export function SelectField(props: {
  name: string
  id?: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  hint?: string | undefined
  error?: string | undefined
}) {
  const { name, id = name, label, value, options, hint, error } = props
  const about = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <select
        className="input"
        id={id}
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
      <Wrong name={id}>{error}</Wrong>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
