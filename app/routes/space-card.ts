import { z } from 'zod'
import { findSpaceForCard } from '#app/domains/cards/card.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { cardFile } from './parts/card-file.server.ts'

const params = z.object({ space: z.string() })

/** The share picture of a space. */
export const loader = guardedLoader(
  { access: 'everyone', params, limit: 'card' },
  ({ ctx, request, params }) =>
    cardFile(ctx, request, (reader) => findSpaceForCard(reader, ctx.services.spaces, params.space)),
)
