import { index, route, type RouteConfig } from '@remix-run/route-config'

export default [
  index('routes/home.tsx'),
  route('spaces', 'routes/spaces.tsx'),
  route('s/:space', 'routes/space.tsx'),
  // Ours is /t/<id>/<slug>; /t/<slug>/<id>[/<post>] of an imported forum redirects. A slug is never digits only.
  route('t/:first/:second?/:third?', 'routes/thread.tsx'),
  route('p/:post', 'routes/post.tsx'),
  route('u/:handle', 'routes/member.tsx'),
  route('tags', 'routes/tags.tsx'),
  route('tags/:tag', 'routes/tag.tsx'),
  route('search', 'routes/search.tsx'),
  route('search/suggest', 'routes/search-suggest.tsx'),
  route('search/similar', 'routes/search-similar.tsx'),
  route('art/:kind/:seed', 'routes/art.ts'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig
