import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** Where the search is. */
export const SEARCH = '/search'

/** The search box of the header: a form that works as it is; the script opens the palette from it. */
export function Finder() {
  const t = useT()
  return (
    <form className="finder only-wide no-print" role="search" aria-label={t('search.site')} action={SEARCH}>
      <Icon name="search" />
      <label className="vh" htmlFor="finder">
        {t('search.label')}
      </label>
      <input
        id="finder"
        name="q"
        type="search"
        dir="auto"
        maxLength={300}
        autoComplete="off"
        placeholder={t('search.placeholder')}
        data-palette=""
      />
      <kbd className="needs-js" aria-hidden="true">
        /
      </kbd>
    </form>
  )
}

/** The way to the search on phones. */
export function FinderLink() {
  const t = useT()
  return (
    <a
      className="btn icon-only quiet only-phone no-print"
      href={SEARCH}
      aria-label={t('search.label')}
      data-palette=""
    >
      <Icon name="search" />
    </a>
  )
}
