import { Icon, type IconName } from './icon.tsx'
import type { Place } from './places.ts'
import { useT } from './words.tsx'

const SHOWN: readonly { place: Place; icon: IconName }[] = [
  { place: 'home', icon: 'home' },
  { place: 'spaces', icon: 'spaces' },
  { place: 'top', icon: 'top' },
  { place: 'unanswered', icon: 'unanswered' },
  { place: 'tags', icon: 'tag' },
]

/** The main places within reach of a thumb; drawn on phones only. */
export function BottomBar({ places, here }: { places: Record<Place, string>; here: Place | null }) {
  const t = useT()
  return (
    <nav className="bottom-bar" aria-label={t('shell.bottomBar')}>
      <ul>
        {SHOWN.map(({ place, icon }) => (
          <li key={place}>
            <a href={places[place]} aria-current={here === place ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{t(`nav.${place}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
