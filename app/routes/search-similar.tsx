import { similarSearch } from '#app/domains/search/search.schema.ts'
import { similarThreads } from '#app/domains/search/similar-threads.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { pieceOfPage, refusedPiece } from './parts/piece-of-page.server.tsx'
import { SimilarThreads } from './parts/similar-threads.tsx'

/** Threads that may be about what somebody is about to write, as a piece of a page. */
export const loader = guardedLoader(
  { access: 'everyone', search: similarSearch, limit: 'suggest', refused: refusedPiece },
  async ({ ctx, search: { title, in: slug } }) => {
    const { search: engine, spaces } = ctx.services
    // Of a space that the reader may not know nothing is found that could come sooner for it.
    const space = (await spaces.all()).find((one) => one.slug === slug)
    const found = await similarThreads(ctx, { engine }, title, { spaceId: space?.id ?? null })
    return pieceOfPage(ctx, <SimilarThreads found={found} />)
  },
)
