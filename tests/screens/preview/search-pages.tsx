import type { SearchView, ThreadHitView } from '#app/domains/search/search.view.ts'
import { SearchBusy } from '#app/routes/parts/search-busy.tsx'
import { SearchEmpty, SearchHelp } from '#app/routes/parts/search-empty.tsx'
import { SearchForm } from '#app/routes/parts/search-form.tsx'
import { NamesBeside, SearchHits } from '#app/routes/parts/search-hits.tsx'
import { SearchNone } from '#app/routes/parts/search-none.tsx'
import { SearchSays } from '#app/routes/parts/search-says.tsx'
import { SearchTools } from '#app/routes/parts/search-tools.tsx'
import { PageHead } from '#app/ui/page-head.tsx'

const hit: ThreadHitView = {
  kind: 'thread',
  id: 3,
  href: '/t/3/shock-cord',
  title: ['Shock ', 'cord', ' keeps slipping out of the third ', 'pole', ' section'],
  snippet: ['The third section pulls free and the ', 'cord', ' ends up inside the second one.'],
  space: { slug: 'gear', name: 'Gear questions', hue: 205 },
  author: { handle: 'ember-and-oak', name: '', kind: 'member' },
  status: 'solved',
  replies: 11,
  number: 4,
  at: '2026-11-09T10:00:00.000Z',
}

const found: SearchView = {
  query: 'pole crod in:gear',
  kind: 'threads',
  sort: 'best',
  hits: [hit],
  members: [
    {
      kind: 'member',
      href: '/u/halvard-k',
      handle: ['halvard-k'],
      name: [''],
      title: 'Pole whisperer',
      accepted: 212,
    },
  ],
  tags: [{ kind: 'tag', href: '/tags/poles', name: ['', 'poles', ''], threads: 10 }],
  spaces: [{ kind: 'space', href: '/s/poles', name: ['', 'Poles', ''], hue: 30 }],
  total: 2_000,
  atLeast: true,
  relaxed: true,
  correction: { searched: 'pole cord in:gear', typedHref: '/search?q=pole+crod&exact=1' },
  filters: [{ text: 'in:gear', without: '/search?q=pole+crod' }],
  hints: [{ code: 'badDate', part: 'soon' }],
  page: 1,
  next: '/search?q=pole+crod&page=2',
  previous: null,
  fallback: true,
}

const nothing: SearchView = {
  ...found,
  hits: [],
  members: [],
  tags: [],
  spaces: [],
  total: 0,
  atLeast: false,
}

/** The page of results as it can be: with everything there is to say, with nothing, and before a question. */
export const searchPages = {
  search: {
    main: (
      <>
        <PageHead title="Search" size="s" />
        <SearchForm asked={found} spaces={[]} />
        <SearchTools results={found} />
        <SearchSays results={found} />
        <SearchHits results={found} />
      </>
    ),
    context: <NamesBeside results={found} />,
  },
  'search-none': {
    main: (
      <>
        <PageHead title="Search" size="s" />
        <SearchForm asked={nothing} spaces={[]} />
        <SearchNone results={nothing} />
      </>
    ),
  },
  'search-busy': {
    main: <SearchBusy path="/search" query="?q=pole+cord&in=gear" />,
  },
  'search-before': {
    main: (
      <>
        <PageHead title="Search" size="s" />
        <SearchEmpty />
      </>
    ),
    context: <SearchHelp />,
  },
}
