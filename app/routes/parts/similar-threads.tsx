import type { SimilarThreadsView } from '#app/domains/search/search.view.ts'
import { SuggestionGroup } from '#app/ui/suggestions.tsx'
import { useT } from '#app/ui/words.tsx'
import { threadItem } from './suggestions.tsx'

/** What stands below a title while somebody writes it: a line for ears, and the threads. Nothing where there are none. */
export function SimilarThreads({ found: { threads } }: { found: SimilarThreadsView }) {
  const t = useT()
  return (
    <div>
      <p data-says="">{threads.length > 0 ? t('similar.says', { count: threads.length }) : ''}</p>
      <div data-found="">
        <SuggestionGroup title={t('similar.title')} items={threads.map((hit) => threadItem(hit, t))} />
      </div>
    </div>
  )
}
