/**
 * The script of every page, for visitors and members alike: small enhancements of HTML that works without them.
 * Clicks are heard once, on the document, so that parts which arrive later need no setting up.
 */
import { embeds } from './embeds.ts'
import { keySwitch, postKeys } from './keys.ts'
import { lightbox } from './lightbox.ts'
import { memberCards } from './member-cards.ts'
import { modeSwitch } from './mode-switch.ts'
import { palette } from './palette.ts'
import { prefetch } from './prefetch.ts'
import { reactInPlace } from './react.ts'
import { reportReading } from './reading.ts'
import { showPassword } from './show-password.ts'
import { relativeTimes } from './times.ts'

for (const enhancement of [modeSwitch, keySwitch, lightbox, embeds, showPassword]) {
  document.addEventListener('click', enhancement)
}
document.addEventListener('submit', reactInPlace)
document.addEventListener('keydown', postKeys)
relativeTimes()
palette()
prefetch()
memberCards()
reportReading()
