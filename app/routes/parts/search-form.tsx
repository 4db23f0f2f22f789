import { MAX_TYPED } from '#app/domains/search/query/limits.ts'
import type { SearchView } from '#app/domains/search/search.view.ts'
import type { SpaceLinkView } from '#app/domains/spaces/space.view.ts'
import { Icon } from '#app/ui/icon.tsx'
import { useT } from '#app/ui/words.tsx'

interface SearchFormProps {
  asked: Pick<SearchView, 'query' | 'kind' | 'sort'>
  /** Which spaces one may choose from; null: without fields for filters. */
  spaces: SpaceLinkView[] | null
}

/** The box with the whole question, and fields that write filters into it. A plain form: it works without script. */
export function SearchForm({ asked, spaces }: SearchFormProps) {
  const t = useT()
  return (
    <form className="search-form" role="search" aria-label={t('search.everything')} action="/search">
      <div className="search-box">
        <label className="vh" htmlFor="q">
          {t('search.everything')}
        </label>
        <input
          className="input"
          id="q"
          name="q"
          type="search"
          dir="auto"
          autoComplete="off"
          enterKeyHint="search"
          placeholder={t('search.placeholder')}
          maxLength={MAX_TYPED}
          defaultValue={asked.query}
          key={asked.query}
        />
        <button className="btn primary">
          <Icon name="search" />
          <span className="only-wide">{t('search.do')}</span>
          <span className="vh only-phone">{t('search.do')}</span>
        </button>
      </div>
      {asked.kind === 'threads' ? null : <input type="hidden" name="kind" value={asked.kind} />}
      {asked.sort === 'best' ? null : <input type="hidden" name="sort" value={asked.sort} />}
      {spaces ? <FilterFields spaces={spaces} /> : null}
    </form>
  )
}

function FilterFields({ spaces }: { spaces: SpaceLinkView[] }) {
  const t = useT()
  return (
    <details className="search-more">
      <summary>
        <Icon name="down" />
        {t('search.narrow')}
      </summary>
      <div>
        <Choice
          name="in"
          label={t('search.filter.space')}
          choices={[['', t('search.filter.anySpace')], ...spaces.map((one) => [one.slug, one.name] as const)]}
        />
        <div className="field">
          <label htmlFor="filter-by">{t('search.filter.author')}</label>
          <input className="input" id="filter-by" name="by" dir="auto" autoComplete="off" maxLength={60} />
        </div>
        <Choice
          name="is"
          label={t('search.filter.state')}
          choices={[
            ['', t('search.filter.anyState')],
            ['solved', t('search.filter.solved')],
            ['unanswered', t('search.filter.unanswered')],
          ]}
        />
        <DateField name="after" label={t('search.filter.after')} />
        <DateField name="before" label={t('search.filter.before')} />
        <label className="check">
          <input type="checkbox" name="has" value="image" /> {t('search.filter.image')}
        </label>
      </div>
    </details>
  )
}

function Choice(props: { name: string; label: string; choices: (readonly [string, string])[] }) {
  const { name, label, choices } = props
  return (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select className="input" id={`filter-${name}`} name={name}>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

function DateField({ name, label }: { name: string; label: string }) {
  return (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <input className="input" id={`filter-${name}`} name={name} type="date" />
    </div>
  )
}
