import { suggestNames } from '#app/domains/search/name-suggestions.queries.server.ts'
import { namesSearch } from '#app/domains/search/search.schema.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { NameOptions } from '#app/ui/name-options.tsx'
import { pieceOfPage, refusedPiece } from './parts/piece-of-page.server.tsx'

/** People, tags and emoji that may be meant by the beginning of a name in a text, as a piece of a page. */
export const loader = guardedLoader(
  { access: 'members', search: namesSearch, limit: 'suggest', refused: refusedPiece },
  async ({ ctx, search }) =>
    pieceOfPage(
      ctx,
      <NameOptions names={await suggestNames(ctx, { engine: ctx.services.search }, search)} />,
    ),
)
