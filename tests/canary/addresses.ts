import type { Threads } from './threads.ts'
import { ORIGIN, type World } from './world.ts'

/**
 * An address and how to ask for it:
 * - `page`: as a document, as data, as the route's data alone; the one address by which a thing is read.
 * - `redirect`: as a document, with HEAD, and as data; one that leads elsewhere, so what matters is where.
 * - `data`: as data; another way to ask the same loader.
 */
export type Address = {
  path: string
  as: 'page' | 'data' | 'redirect'
  /** The thing that the address is about, in the words of the oracle. */
  about?: string
  /** The handle whose profile it is: a member's own name is no secret there. */
  profile?: string
}

const sorts = ['new', 'hot', 'top', 'unanswered', 'unread', 'unseen', 'following']
const page = (path: string, about?: string): Address => ({ path, as: 'page', ...(about ? { about } : {}) })
const data = (path: string, about?: string): Address => ({ path, as: 'data', ...(about ? { about } : {}) })
const redirect = (path: string, about?: string): Address => ({
  path,
  as: 'redirect',
  ...(about ? { about } : {}),
})

/** Cursors at the edges of hidden rows, and beyond everything. */
function cursors({ threads }: World): string[] {
  const ids = [threads['insiders thread'].id, threads['held thread'].id]
  return [
    ...ids.flatMap((id) => [`after=${Date.now()}_${id}`, `before=1_${id}`]),
    'after=9999999999999_1',
    'before=0_1',
  ]
}

const threadsOf = (threads: Threads) => Object.entries(threads)

/**
 * Every address that is worth asking, by the id of its route in the build's manifest. A route that is missing here
 * fails the crawl: say by which addresses it can be made to tell what it knows, hidden things among them.
 */
export const addresses: Record<string, (world: World) => Address[]> = {
  root: () => [],
  'routes/home': (world) => [
    page('/'),
    ...sorts.map((sort) => data(`/?sort=${sort}`)),
    ...['day', 'year'].map((period) => data(`/?sort=top&period=${period}`)),
    ...cursors(world).map((cursor) => data(`/?${cursor}`)),
    data('/?sort=top&before=0_1'),
    data('/?sort=hot&after=999999_1'),
    data('/?after=nonsense'),
    page('/?nobody=asked'),
  ],
  'routes/spaces': () => [page('/spaces')],
  'routes/space': (world) => [
    ...sorts.map((sort) => data(`/s/${world.spaces['open space'].slug}?sort=${sort}`, 'open space')),
    ...Object.entries(world.spaces).flatMap(([name, { slug, oldSlug }]) => [
      page(`/s/${slug}`, name),
      data(`/s/${slug}?sort=top`, name),
      data(`/s/${slug}?${cursors(world)[0]}`, name),
      redirect(`/s/${oldSlug}`, name),
    ]),
  ],
  'routes/thread': ({ threads, talk, links }) => [
    ...threadsOf(threads).flatMap(([name, { id, slug, topicId }]) => [
      page(`/t/${id}/${slug}`, name),
      data(`/t/${id}/${slug}?page=2`, name),
      redirect(`/t/${id}`, name),
      redirect(`/t/old-title/${topicId}`, name),
      ...['another-title', `${slug}/2`, `${slug}?date=2020-01-01`].map((rest) =>
        data(`/t/${id}/${rest}`, name),
      ),
      data(`/t/old-title/${topicId}/2`, name),
    ]),
    page(`/t/${talk.id}/${talk.slug}`, 'talk'),
    ...links.map(({ id, slug }) => page(`/t/${id}/${slug}`)),
    ...[2, 41, 42].map((number) => redirect(`/t/${talk.id}/${talk.slug}/${number}`)),
    page('/t/not/a/thread'),
    page('/t/999999/nothing'),
  ],
  'routes/post': ({ threads, talk }) => [
    ...threadsOf(threads).flatMap(([name, { postIds }]) => postIds.map((id) => redirect(`/p/${id}`, name))),
    ...talk.postIds.map((id) => redirect(`/p/${id}`)),
    page('/p/999999'),
    page('/p/none'),
  ],
  ...postPages('edit-post', 'edit'),
  ...postPages('post-history', 'history'),
  ...postPages('delete-post', 'delete'),
  'routes/restore-post': ({ talk }) => talk.postIds.slice(0, 8).map((id) => redirect(`/p/${id}/restore`)),
  'routes/vote': ({ talk }) => talk.postIds.slice(0, 8).map((id) => redirect(`/p/${id}/vote`)),
  'routes/new-thread': (world) => [
    page('/new'),
    ...Object.entries(world.spaces).map(([name, { slug }]) => page(`/new?space=${slug}`, name)),
    page('/new?space=nowhere'),
  ],
  'routes/member': (world) => [
    ...profiles(world).flatMap((handle) => [
      { ...page(`/u/${handle}`), profile: handle },
      { ...data(`/u/${handle}?tab=threads`), profile: handle },
    ]),
    ...cursors(world).map((cursor) => data(`/u/author?tab=threads&${cursor}`)),
    page('/u/author'),
    page('/u/speaker', 'speaker'),
    page(`/u/${world.renamed.handle}`, 'renamed'),
    ...[world.renamed.before, world.renamed.imported].map((name) => redirect(`/u/${name}`, 'renamed')),
    page('/u/nobody'),
  ],
  'routes/tags': () => [page('/tags')],
  'routes/tag': (world) => [
    ...threadsOf(world.threads).flatMap(([name, { tag }]) =>
      tag ? [page(`/tags/${tag}`, name), data(`/tags/${tag}?sort=new`, name)] : [],
    ),
    ...cursors(world).map((cursor) => data(`/tags/talk?${cursor}`)),
    page('/tags/none'),
  ],
  // Every word that is hidden is searched for: what comes back besides the word itself must not be the rest of it.
  'routes/search': (world) => [
    page('/search'),
    ...hiddenWords(world).map((word) => data(`/search?q=${word}`)),
    ...searches(world).flatMap((query) => [
      page(`/search?q=${query}`),
      data(`/search?kind=posts&q=${query}`),
    ]),
    ...['members', 'tags'].map((kind) => page(`/search?kind=${kind}&q=talk`)),
    page('/search?q=talk&in=open-space&by=author&after=2020-01-01'),
  ],
  'routes/search-suggest': (world) => [
    ...hiddenWords(world).map((word) => data(`/search/suggest?q=${word.slice(0, -2)}`)),
    ...searches(world).map((query) => redirect(`/search/suggest?q=${query}`)),
  ],
  ...feeds('site-feed', () => [redirect('')]),
  ...feeds('space-feed', (world) =>
    Object.entries(world.spaces).flatMap(([name, { slug, oldSlug }]) => [
      redirect(`/s/${slug}`, name),
      redirect(`/s/${oldSlug}`, name),
    ]),
  ),
  ...feeds('tag-feed', ({ threads }) => [
    ...threadsOf(threads).flatMap(([name, { tag }]) => (tag ? [redirect(`/tags/${tag}`, name)] : [])),
    redirect('/tags/none'),
  ]),
  ...feeds('thread-feed', ({ threads, talk }) => [
    ...threadsOf(threads).map(([name, { id }]) => redirect(`/t/${id}`, name)),
    redirect(`/t/${talk.id}`),
    redirect('/t/none'),
  ]),
  'routes/old-latest': () => [redirect('/latest.rss')],
  'routes/old-category': ({ spaces }) =>
    Object.entries(spaces).flatMap(([name, { categoryId }]) => [
      redirect(`/c/any/${categoryId}`, name),
      redirect(`/c/any/other/${categoryId}.rss`, name),
    ]),
  'routes/old-tag': ({ threads }) =>
    threadsOf(threads).flatMap(([name, { tag }]) =>
      tag ? [redirect(`/tag/${tag}`, name), redirect(`/tag/${tag}.rss`, name)] : [],
    ),
  'routes/thread-card': ({ threads, talk }) => [
    ...threadsOf(threads).map(([name, { id }]) => redirect(`/card/thread/${id}/0.png`, name)),
    redirect(`/card/thread/${talk.id}/0.png`),
    redirect('/card/thread/none/0.png'),
  ],
  'routes/space-card': ({ spaces }) =>
    Object.entries(spaces).flatMap(([name, { slug, oldSlug }]) => [
      redirect(`/card/space/${slug}/0.png`, name),
      redirect(`/card/space/${oldSlug}/0.png`, name),
    ]),
  'routes/site-card': () => [redirect('/card/site/0.png')],
  'routes/robots': () => [redirect('/robots.txt')],
  'routes/sitemap': () => [redirect('/sitemap.xml')],
  'routes/sitemap-part': () =>
    ['pages', 'threads', 'tags', 'members', 'none'].map((kind) => redirect(`/sitemap/${kind}/1.xml`)),
  'routes/you-scheduled': () => [page('/you/scheduled', 'later')],
  'routes/write-names': (world) => [
    ...['author', 'author’s name', 'replier', 'replier’s name'].flatMap((field) =>
      wordsOf(world, field).map((word) => data(`/write/names?sign=@&text=${word.slice(0, -2)}`)),
    ),
    ...['tag', 'tag’s name', 'required tag'].flatMap((field) =>
      wordsOf(world, field).map((word) => data(`/write/names?sign=%23&text=${word.slice(0, -2)}`)),
    ),
    redirect('/write/names?sign=:&text=tent'),
    redirect('/write/names?sign=@&text=a'),
  ],
  'routes/search-similar': (world) => [
    ...hiddenWords(world).map((word) => data(`/search/similar?title=${word}`)),
    ...['talk', 'the', 'insiders+thread', ...hiddenWords(world).slice(0, 3)].map((title) =>
      redirect(`/search/similar?title=${title}+talk&in=${world.spaces['open space'].slug}`),
    ),
    ...Object.values(world.spaces).map(({ slug }) => data(`/search/similar?title=talk&in=${slug}`)),
  ],
  'routes/oembed': ({ threads, talk }) => [
    ...threadsOf(threads).map(([name, { id }]) => redirect(embedOf(id), name)),
    redirect(embedOf(talk.id)),
    redirect(embedOf('none')),
  ],
  'routes/sign-in': () => [page('/sign-in'), page('/sign-in?to=/tags')],
  'routes/sign-out': () => [redirect('/sign-out')],
  'routes/join': () => [page('/join')],
  'routes/join-name': () => [redirect('/join/name')],
  'routes/enter': () => [page('/enter'), page(`/enter?token=${'a'.repeat(43)}`)],
  'routes/enter-second': () => [redirect('/enter/second')],
  'routes/you-account': () => [page('/you/account')],
  'routes/you-two-step': () => [page('/you/two-step')],
  'routes/you-sessions': () => [page('/you/sessions')],
  'routes/you-data': () => [page('/you/data')],
  'routes/you-data-file': () => [redirect('/you/data/file')],
  'routes/you-profile': () => [page('/you/profile')],
  'routes/you-leave': () => [page('/you/leave')],
  'routes/left': () => [page('/left')],
  'routes/you-confirm': () => [page('/you/confirm'), page('/you/confirm?to=//evil.example')],
  'routes/admin': () => [page('/admin'), data('/admin?q=log')],
  'routes/admin-members': () => [
    page('/admin/members'),
    data('/admin/members?q=author&role=member&state=active'),
    data('/admin/members?after=1_1'),
  ],
  'routes/admin-member': () => [page('/admin/members/1'), page('/admin/members/999999')],
  'routes/admin-spaces': () => [page('/admin/spaces')],
  'routes/admin-space': ({ spaces }) => [
    page('/admin/spaces/new'),
    page('/admin/spaces/999999'),
    ...[1, 2, 3, 4].slice(0, Object.keys(spaces).length).map((id) => page(`/admin/spaces/${id}`)),
  ],
  'routes/admin-settings': () => [
    page('/admin/settings'),
    data('/admin/settings?q=name'),
    data('/admin/settings?changed=yes'),
  ],
  'routes/admin-settings-history': () => [
    page('/admin/settings/history'),
    data('/admin/settings/history?setting=site.name'),
  ],
  'routes/admin-jobs': () => [page('/admin/jobs'), data('/admin/jobs?state=failed')],
  'routes/admin-health': () => [page('/admin/health')],
  'routes/admin-log': () => [
    page('/admin/log'),
    data('/admin/log?who=author&what=access&from=2020-01-01'),
    data('/admin/log?before=2'),
  ],
  'routes/admin-mail': () => [page('/admin/mail'), data('/admin/mail?before=99999')],
  'routes/admin-letter': () => [page('/admin/mail/1'), page('/admin/mail/99999999')],
  'routes/set-up': () => [page('/set-up'), page('/set-up?code=aaaabbbbcccc')],
  'routes/thread-unread': ({ threads, talk }) => [
    ...threadsOf(threads).map(([name, { id, slug }]) => redirect(`/t/${id}/${slug}/unread`, name)),
    redirect(`/t/${talk.id}/${talk.slug}/unread`),
  ],
  'routes/reading-read': () => [redirect('/reading/read')],
  'routes/member-card': (world) => [
    ...profiles(world).map((handle) => ({ ...redirect(`/u/${handle}/card`), profile: handle })),
    redirect('/u/author/card'),
    redirect('/u/speaker/card', 'speaker'),
    redirect(`/u/${world.renamed.before}/card`),
    redirect('/u/nobody/card'),
  ],
  'routes/member-relation': () => [redirect('/u/author/relation'), redirect('/u/nobody/relation')],
  'routes/member-trust': () => [page('/u/author/trust'), page('/u/nobody/trust')],
  'routes/you-people': () => [page('/you/people')],
  'routes/groups': () => [page('/groups')],
  'routes/group': ({ tokens }) => [
    page(`/groups/g-${tokens.of('secret group', 'key')}`, 'secret group'),
    data(`/groups/g-${tokens.of('secret group', 'key')}?after=a`, 'secret group'),
    page('/groups/none'),
  ],
  'routes/group-new': () => [page('/groups/new')],
  'routes/group-edit': ({ tokens }) => [
    data(`/groups/g-${tokens.of('secret group', 'key')}/edit`, 'secret group'),
    data('/groups/none/edit'),
  ],
  ...postPages('post-reactions', 'reactions'),
  'routes/accept-answer': ({ talk }) => talk.postIds.slice(0, 8).map((id) => redirect(`/p/${id}/accept`)),
  'routes/reading-all': () => [redirect('/reading/all')],
  'routes/reading-watch': () => [redirect('/reading/watch')],
  'routes/uploads': () => [page('/uploads')],
  'routes/uploads-json': () => [redirect('/uploads.json')],
  'routes/you-avatar': () => [page('/you/avatar')],
  // tests/e2e/uploads asks for files of every kind as everybody.
  'routes/file': () => [redirect(`/files/${'a'.repeat(32)}/300.jpg`), redirect('/files/none/file')],
  'routes/art': () => [redirect('/art/contour/1.svg'), redirect('/art/contour/99.svg')],
  'routes/not-found': () => [page('/nothing/here'), redirect('/%E0%A4%A')],
}

/** What other sites ask for to embed a thread. */
const embedOf = (id: number | string) => `/oembed?url=${encodeURIComponent(`${ORIGIN}/t/${id}`)}`

/** The feeds of pages, in each format: an address with the page's path in it is asked for as a document, and as data. */
function feeds(route: string, pages: (world: World) => Address[]) {
  const entries = ['rss', 'atom', 'json'].map((format) => {
    const of = (world: World) =>
      pages(world).map((address) => ({ ...address, path: `${address.path}/feed.${format}` }))
    return [`routes/${route}.${format}`, of] as const
  })
  return Object.fromEntries(entries)
}

/** A page about a post: of the first of each thread, and of some among which a few are hidden. */
function postPages(route: string, page: string) {
  const of = ({ threads, talk }: World) => [
    ...threadsOf(threads).flatMap(([name, { postIds }]) =>
      postIds.slice(0, 1).map((id) => data(`/p/${id}/${page}`, name)),
    ),
    ...talk.postIds.slice(0, 8).map((id) => data(`/p/${id}/${page}`)),
    data(`/p/999999/${page}`),
  ]
  return { [`routes/${route}`]: of }
}

/** Every token that may stand in a post, a title, a tag, a name or a space. */
function hiddenWords({ tokens }: World): string[] {
  return tokens
    .all()
    .filter(({ field }) => !['outbox', 'checksum', 'mail password', 'import report'].includes(field))
    .map(({ word }) => word)
}

const wordsOf = ({ tokens }: World, field: string) =>
  tokens
    .all()
    .filter((token) => token.field === field)
    .map(({ word }) => word)

/** Searches that match much, and such that ask about hidden things by their names. */
function searches({ spaces, threads, renamed }: World): string[] {
  const slugs = Object.values(spaces).flatMap(({ slug }) => [`in:${slug}`, `talk+-in:${slug}`])
  const tags = threadsOf(threads).flatMap(([, { tag }]) => (tag ? [`tag:${tag}`, `talk+-tag:${tag}`] : []))
  return [
    'talk',
    'the',
    'is:solved',
    'is:unanswered',
    'has:image',
    'by:author',
    'by:me',
    `by:${renamed.before}`,
    'before:2100',
  ]
    .concat(slugs)
    .concat(tags)
}

/** The handles of those who wrote what is hidden. */
function profiles({ tokens }: World): string[] {
  return tokens.all().flatMap(({ field, word }) => (['author', 'replier'].includes(field) ? [word] : []))
}

/** Addresses outside of the pages' routes; the framework's own tells which routes there are. */
export const machinery = (version: string): string[] => [
  '/healthz',
  '/readyz',
  '/metrics',
  `/__manifest?version=${version}&p=%2F&p=%2Ft%2F1&p=%2Fs%2Fany`,
  '/__manifest?version=another&p=%2F',
  '/favicon.svg',
]
