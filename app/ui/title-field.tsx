import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** The title of a thread, as large as it will be. */
export function TitleField({
  value,
  most,
  error,
}: {
  value: string
  most: number
  error: string | undefined
}) {
  const t = useT()
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor="title">{t('write.title')}</label>
      <textarea
        className="title-in"
        id="title"
        name="title"
        rows={1}
        dir="auto"
        maxLength={2 * most}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'title-error title-hint' : 'title-hint'}
      />
      <Wrong name="title">{error}</Wrong>
      <p className="hint" id="title-hint">
        {t('write.title.hint')}
      </p>
    </div>
  )
}

/** What has to change in a field. */
export function Wrong({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <p className="err" id={`${name}-error`}>
      <Icon name="warn" />
      {children}
    </p>
  )
}
