import { SEARCH } from './finder.tsx'
import { Icon } from './icon.tsx'
import { Operators } from './search-operators.tsx'
import { useT } from './words.tsx'

/**
 * The search palette: waits closed on every page. Its script fetches what `/search/suggest` renders while one types;
 * without script nobody opens it, and the forms lead to the page of results.
 */
export function Palette() {
  const t = useT()
  return (
    <dialog
      className="palette"
      id="palette"
      aria-label={t('search.label')}
      data-source={`${SEARCH}/suggest`}
      data-failed={t('search.failed')}
    >
      <form className="pal-in" role="search" aria-label={t('search.everything')} action={SEARCH}>
        <Icon name="search" />
        <label className="vh" htmlFor="palette-q">
          {t('search.everything')}
        </label>
        <input
          id="palette-q"
          name="q"
          // Not "search": there, Escape empties the box instead of closing the palette.
          type="text"
          inputMode="search"
          dir="auto"
          maxLength={300}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={t('search.placeholder')}
        />
        <button className="btn small quiet" type="button" data-close="">
          {t('search.close')} <kbd aria-hidden="true">esc</kbd>
        </button>
      </form>
      <p className="pal-hint meta" role="status" />
      <div className="pal-out" data-hits="" />
      <p className="pal-foot meta">
        <Operators insert />
      </p>
    </dialog>
  )
}
