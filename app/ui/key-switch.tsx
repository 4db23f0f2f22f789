import { Note } from './note.tsx'
import { rich } from './rich.tsx'
import { useT } from './words.tsx'

/** A note that names the two keys of a thread page and turns them off: they can get in the way of speech control. */
export function KeySwitch() {
  const t = useT()
  return (
    <div className="needs-js">
      <Note title={t('keys.title')}>
        <p className="meta">{rich(t, 'keys.text', {}, { kbd: (key) => <kbd className="key">{key}</kbd> })}</p>
        <button type="button" className="btn small" data-keys-switch="">
          <span className="to-off">{t('keys.off')}</span>
          <span className="to-on">{t('keys.on')}</span>
        </button>
      </Note>
    </div>
  )
}
