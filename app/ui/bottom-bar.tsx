import { Fragment } from 'react'
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
export function BottomBar(props: {
  places: Record<Place, string>
  here: Place | null
  /** For who writes here: in the middle, where the thumb is. */
  writeHref: string | null
}) {
  const { places, here, writeHref } = props
  const t = useT()
  const shown = writeHref === null ? SHOWN : SHOWN.filter(({ place }) => place !== 'top')
  return (
    <nav className="bottom-bar" aria-label={t('shell.bottomBar')}>
      <ul>
        {shown.map(({ place, icon }, at) => (
          <Fragment key={place}>
            {writeHref !== null && at === 2 ? (
              <li>
                <a href={writeHref}>
                  <Icon name="pen" />
                  <span>{t('nav.write')}</span>
                </a>
              </li>
            ) : null}
            <li>
              <a href={places[place]} aria-current={here === place ? 'page' : undefined}>
                <Icon name={icon} />
                <span>{t(`nav.${place}`)}</span>
              </a>
            </li>
          </Fragment>
        ))}
      </ul>
    </nav>
  )
}
