import { useT } from './words.tsx'

const LEVELS = ['watching', 'tracking', 'normal', 'muted'] as const

/** How much one wants to hear of a thread, a space or a tag: a choice, and a button that keeps it. */
export function WatchForm(props: {
  of: 'thread' | 'space' | 'tag'
  id: number
  level: (typeof LEVELS)[number] | null
  /** Where one comes back to. */
  here: string
}) {
  const { of, id, level, here } = props
  const t = useT()
  return (
    <form className="reading-tools" method="post" action="/reading/watch">
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="to" value={here} />
      <label htmlFor="watch">{t(`reading.watch.${of}`)}</label>
      <select className="input" id="watch" name="level" defaultValue={level ?? ''}>
        <option value="">{t(of === 'thread' ? 'reading.level.inherit' : 'reading.level.none')}</option>
        {LEVELS.map((one) => (
          <option key={one} value={one}>
            {t(`reading.level.${one}`)}
          </option>
        ))}
      </select>
      <button className="btn small">{t('reading.watch.do')}</button>
    </form>
  )
}
