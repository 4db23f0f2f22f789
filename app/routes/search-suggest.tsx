import { suggestSearch } from '#app/domains/search/search.schema.ts'
import { suggest } from '#app/domains/search/suggest.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { pieceOfPage, refusedPiece } from './parts/piece-of-page.server.tsx'
import { Suggestions } from './parts/suggestions.tsx'

/** What the palette shows while somebody types, as a piece of a page: one way to say things, for it and for pages. */
export const loader = guardedLoader(
  { access: 'everyone', search: suggestSearch, limit: 'suggest', refused: refusedPiece },
  async ({ ctx, search: { q } }) => {
    const { search: engine, spaces } = ctx.services
    return pieceOfPage(ctx, <Suggestions found={await suggest(ctx, { engine, spaces }, q)} />)
  },
)
