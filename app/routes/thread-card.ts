import { z } from 'zod'
import { findThreadForCard } from '#app/domains/cards/card.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { cardFile } from './parts/card-file.server.ts'

const params = z.object({ thread: z.string() })
/** Ids beyond PostgreSQL's integers name nothing, and neither do words. */
const toId = (text: string) => (/^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : 0)

/** The share picture of a thread. */
export const loader = guardedLoader(
  { access: 'everyone', params, limit: 'card' },
  ({ ctx, request, params }) =>
    cardFile(ctx, request, (reader) => findThreadForCard(reader, toId(params.thread))),
)
