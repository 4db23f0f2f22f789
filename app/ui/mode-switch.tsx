import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** Light or dark by hand. It needs script, so it shows only where there is some; CSS picks the face that shows. */
export function ModeSwitch() {
  const t = useT()
  return (
    <button type="button" className="btn small quiet mode-switch needs-js" data-mode-switch="">
      <span className="to-dark">
        <Icon name="moon" />
        <span className="mode-word">{t('mode.dark')}</span>
      </span>
      <span className="to-light">
        <Icon name="sun" />
        <span className="mode-word">{t('mode.light')}</span>
      </span>
    </button>
  )
}
