import { searchHref } from '#app/domains/search/search-links.ts'
import type { SuggestionsView } from '#app/domains/search/search.view.ts'
import { formatCount } from '#app/ui/count.tsx'
import { SuggestionGroup } from '#app/ui/suggestions.tsx'
import { useT } from '#app/ui/words.tsx'
import type { Translate } from '#app/locales/translate.ts'
import { personItem, spaceItem, tagItem } from './search-hits.tsx'

/** The palette's results: one line of what was found, then the groups. */
export function Suggestions({ found }: { found: SuggestionsView }) {
  const t = useT()
  const query = found.correction ?? found.query.trim().slice(0, 60)
  const all = { href: searchHref({ q: found.query }), title: [t('search.seeAll', { query })], about: '' }
  return (
    <div>
      <p data-says="">{says(found, query, t)}</p>
      <div data-found="">
        <SuggestionGroup title={t('search.threads')} items={found.threads.map((hit) => threadItem(hit, t))} />
        <SuggestionGroup title={t('search.spaces')} items={found.spaces.map(spaceItem)} />
        <SuggestionGroup title={t('search.people')} items={found.members.map((hit) => personItem(hit, t))} />
        <SuggestionGroup title={t('search.tags')} items={found.tags.map((hit) => tagItem(hit, t))} />
        {query === '' ? null : (
          <SuggestionGroup title={t('search.label')} items={[{ ...all, icon: 'search' }]} />
        )}
      </div>
    </div>
  )
}

function says({ total, atLeast, tooWide }: SuggestionsView, query: string, t: Translate): string {
  if (query === '') return ''
  if (tooWide) return t('search.hint.tooWide')
  const shown = formatCount(total, t)
  return t('search.count', { count: total, shown: atLeast ? `${shown}+` : shown, query })
}

/** A thread as a line of suggestions. */
export function threadItem(hit: SuggestionsView['threads'][number], t: Translate) {
  const replies = t('thread.repliesPlain', { count: hit.replies, shown: formatCount(hit.replies, t) })
  const status = hit.status ? `${t(`thread.status.${hit.status}`)} · ` : ''
  return {
    href: hit.href,
    title: hit.title,
    about: `${status}${hit.space.name} · ${replies}`,
    icon: hit.status === 'solved' ? ('check' as const) : ('chat' as const),
  }
}
