import type {
  MemberHitView,
  PostHitView,
  SearchView,
  SpaceHitView,
  TagHitView,
  ThreadHitView,
} from '#app/domains/search/search.view.ts'
import { HitRow } from '#app/ui/hit-row.tsx'
import { Note } from '#app/ui/note.tsx'
import { SuggestionList, type Suggestion } from '#app/ui/suggestions.tsx'
import { useT } from '#app/ui/words.tsx'
import type { Translate } from '#app/locales/translate.ts'
import { personRef } from './person.ts'

/** What was found: conversations or posts as rows, people and tags as links. */
export function SearchHits({ results }: { results: SearchView }) {
  const t = useT()
  const names = results.hits.flatMap((hit) =>
    hit.kind === 'member' ? [personItem(hit, t)] : hit.kind === 'tag' ? [tagItem(hit, t)] : [],
  )
  if (names.length > 0) return <SuggestionList items={names} />
  return (
    <>
      <h2 className="vh">{t(`search.kind.${results.kind}`)}</h2>
      <ul className="rows">
        {results.hits.map((hit) =>
          hit.kind === 'thread' || hit.kind === 'post' ? <Conversation key={hit.href} hit={hit} /> : null,
        )}
      </ul>
    </>
  )
}

function Conversation({ hit }: { hit: ThreadHitView | PostHitView }) {
  const { href, title, snippet, author, space, status, replies, number, at } = hit
  return (
    <HitRow
      href={href}
      title={title}
      snippet={snippet}
      author={personRef(author)}
      space={{ name: space.name, href: `/s/${encodeURIComponent(space.slug)}`, hue: space.hue }}
      state={status}
      replies={replies}
      number={number}
      at={at}
    />
  )
}

/** People, tags and spaces of that name, beside the conversations. */
export function NamesBeside({ results }: { results: SearchView }) {
  const t = useT()
  const groups = [
    { title: t('search.spaces'), items: results.spaces.map(spaceItem) },
    { title: t('search.people'), items: results.members.map((hit) => personItem(hit, t)) },
    { title: t('search.tags'), items: results.tags.map((hit) => tagItem(hit, t)) },
  ]
  return groups.map(({ title, items }) =>
    items.length === 0 ? null : (
      <Note title={title} key={title}>
        <SuggestionList items={items} />
      </Note>
    ),
  )
}

export function personItem(hit: MemberHitView, t: Translate): Suggestion {
  return {
    href: hit.href,
    title: hit.name.join('') ? hit.name : ['@', '', ...hit.handle],
    about: hit.title || t('search.personAbout', { count: hit.accepted }),
    handle: hit.handle.join(''),
  }
}

export function tagItem(hit: TagHitView, t: Translate): Suggestion {
  return { href: hit.href, title: hit.name, about: t('search.tagAbout', { count: hit.threads }), icon: 'tag' }
}

export function spaceItem(hit: SpaceHitView): Suggestion {
  return { href: hit.href, title: hit.name, about: '', hue: hit.hue }
}
