import { useT } from '#app/ui/words.tsx'

/** A box behind the counter that looks for a word among what the page lists. `name` says what is looked for. */
export function DeskFinder({ id, name, label, q }: { id: string; name: string; label: string; q: string }) {
  const t = useT()
  return (
    <form className="beside" role="search" aria-label={name}>
      <label className="vh" htmlFor={id}>
        {label}
      </label>
      <input className="input" id={id} name="q" type="search" defaultValue={q} placeholder={label} />
      <button className="btn">{t('search.do')}</button>
    </form>
  )
}
