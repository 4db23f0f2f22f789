import { useId } from 'react'
import { useT } from './words.tsx'

export interface JumpToDateProps {
  /** The page that answers `?date=YYYY-MM-DD`. */
  action: string
  /** Days of the first and the last post, `YYYY-MM-DD`. */
  min: string
  max: string
  value?: string
}

/** A plain GET form: the server finds the first post on or after the day. */
export function JumpToDate({ action, min, max, value }: JumpToDateProps) {
  const t = useT()
  const id = useId()
  return (
    <form className="field jump-date" action={action} method="get">
      <label className="vh" htmlFor={id}>
        {t('jump.label')}
      </label>
      <div className="beside">
        <input
          className="input"
          id={id}
          type="date"
          name="date"
          min={min}
          max={max}
          defaultValue={value}
          required
        />
        <button className="btn">{t('jump.go')}</button>
      </div>
    </form>
  )
}
