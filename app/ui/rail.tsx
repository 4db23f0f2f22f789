import { Count } from './count.tsx'
import { tint } from './hue.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Place, RailSpace } from './places.ts'
import { useT } from './words.tsx'

const LISTS: readonly { place: Place; icon: IconName; key: 'nav.latest' | 'nav.top' | 'nav.unanswered' }[] = [
  { place: 'home', icon: 'home', key: 'nav.latest' },
  { place: 'top', icon: 'top', key: 'nav.top' },
  { place: 'unanswered', icon: 'unanswered', key: 'nav.unanswered' },
]

/** The lists across all spaces, and the spaces, each with its hue. */
export function Rail(props: {
  places: Record<Place, string>
  here: Place | null
  spaces: readonly RailSpace[]
}) {
  const { places, here, spaces } = props
  const t = useT()
  return (
    <nav className="rail" aria-label={t('shell.rail')}>
      <h2 className="vh">{t('shell.acrossSpaces')}</h2>
      <ul className="rail-list">
        {LISTS.map(({ place, icon, key }) => (
          <li key={place}>
            <a href={places[place]} aria-current={here === place ? 'page' : undefined}>
              <Icon name={icon} />
              {t(key)}
            </a>
          </li>
        ))}
      </ul>
      <h2 className="rail-h">{t('shell.rail')}</h2>
      <ul className="rail-list">
        {spaces.map((space) => (
          <li key={space.href}>
            <a
              className={space.child ? 'child' : undefined}
              href={space.href}
              aria-current={space.current ? 'page' : undefined}
            >
              {space.locked ? <Icon name="key" /> : <span className={`swatch ${tint(space.hue)}`} />}
              <bdi>{space.name}</bdi>
              {space.fresh ? (
                <span className="n">
                  <Count value={space.fresh} />
                </span>
              ) : null}
            </a>
          </li>
        ))}
        <li>
          <a
            className="more-spaces"
            href={places.spaces}
            aria-current={here === 'spaces' ? 'page' : undefined}
          >
            <Icon name="spaces" />
            {t('shell.allSpaces')}
          </a>
        </li>
      </ul>
    </nav>
  )
}
