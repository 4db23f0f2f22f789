import { index, route, type RouteConfig } from '@remix-run/route-config'

/** The feed of a page in each of its formats; the loader reads the format from the address. */
const feeds = (page: string, file: string) =>
  ['rss', 'atom', 'json'].map((format) =>
    route(`${page}feed.${format}`, `routes/${file}.ts`, { id: `routes/${file}.${format}` }),
  )

export default [
  index('routes/home.tsx'),
  ...feeds('', 'site-feed'),
  route('spaces', 'routes/spaces.tsx'),
  route('s/:space', 'routes/space.tsx'),
  ...feeds('s/:space/', 'space-feed'),
  // Ours is /t/<id>/<slug>; /t/<slug>/<id>[/<post>] of an imported forum redirects. A slug is never digits only, and has no dot.
  route('t/:first/:second?/:third?', 'routes/thread.tsx'),
  ...feeds('t/:thread/', 'thread-feed'),
  route('p/:post', 'routes/post.tsx'),
  route('p/:post/edit', 'routes/edit-post.tsx'),
  route('p/:post/history', 'routes/post-history.tsx'),
  route('p/:post/delete', 'routes/delete-post.tsx'),
  route('p/:post/restore', 'routes/restore-post.ts'),
  route('new', 'routes/new-thread.tsx'),
  route('u/:handle', 'routes/member.tsx'),
  route('tags', 'routes/tags.tsx'),
  route('tags/:tag', 'routes/tag.tsx'),
  ...feeds('tags/:tag/', 'tag-feed'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.ts'),
  route('you/account', 'routes/you-account.tsx'),
  route('you/two-step', 'routes/you-two-step.tsx'),
  route('you/sessions', 'routes/you-sessions.tsx'),
  route('you/confirm', 'routes/you-confirm.tsx'),
  route('admin/mail', 'routes/admin-mail.tsx'),
  route('admin/mail/:letter', 'routes/admin-letter.tsx'),
  route('set-up', 'routes/set-up.tsx'),
  route('join', 'routes/join.tsx'),
  route('join/name', 'routes/join-name.tsx'),
  route('enter', 'routes/enter.tsx'),
  route('enter/second', 'routes/enter-second.tsx'),
  // Behind the counter.
  route('admin', 'routes/admin.tsx'),
  route('admin/members', 'routes/admin-members.tsx'),
  route('admin/members/:member', 'routes/admin-member.tsx'),
  route('admin/log', 'routes/admin-log.tsx'),
  route('search', 'routes/search.tsx'),
  route('search/suggest', 'routes/search-suggest.tsx'),
  route('search/similar', 'routes/search-similar.tsx'),
  route('oembed', 'routes/oembed.ts'),
  route('uploads', 'routes/uploads.tsx'),
  route('uploads.json', 'routes/uploads-json.ts'),
  route('you/avatar', 'routes/you-avatar.tsx'),
  route('you/data', 'routes/you-data.tsx'),
  route('you/data/file', 'routes/you-data-file.ts'),
  route('files/:key/:variant', 'routes/file.ts'),
  route('art/:kind/:seed', 'routes/art.ts'),
  // Share pictures; the last part is a fingerprint of what they show.
  route('card/thread/:thread/:file', 'routes/thread-card.ts'),
  route('card/space/:space/:file', 'routes/space-card.ts'),
  route('card/site/:file', 'routes/site-card.ts'),
  // Lists of an imported forum, and their feeds.
  route('latest.rss', 'routes/old-list.tsx', { id: 'routes/old-latest' }),
  route('c/*', 'routes/old-list.tsx', { id: 'routes/old-category' }),
  route('tag/:tag', 'routes/old-list.tsx', { id: 'routes/old-tag' }),
  // What members read, and what they want to hear of.
  route('t/:thread/:slug/unread', 'routes/thread-unread.ts'),
  route('t/:thread/:slug/read', 'routes/thread-read.ts'),
  route('reading/all', 'routes/reading-all.ts'),
  route('reading/watch', 'routes/reading-watch.ts'),
  route('u/:handle/card', 'routes/member-card.tsx'),
  route('u/:handle/relation', 'routes/member-relation.ts'),
  route('you/people', 'routes/you-people.tsx'),
  // Taking part.
  route('p/:post/reactions', 'routes/post-reactions.tsx'),
  route('robots.txt', 'routes/robots.ts'),
  route('sitemap.xml', 'routes/sitemap.ts'),
  route('sitemap/:kind/:part', 'routes/sitemap-part.ts'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig
