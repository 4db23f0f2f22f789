import { useT } from './words.tsx'

/** Between what was read and what came since. */
export function NewLine() {
  const t = useT()
  return <p className="new-line">{t('reading.newLine')}</p>
}
