import { guardedLoader } from '#app/http/route.server.ts'
import { cardFile } from './parts/card-file.server.ts'

/** The share picture of the site, for every page that has none of its own. */
export const loader = guardedLoader({ access: 'everyone', limit: 'card' }, ({ ctx, request }) =>
  cardFile(ctx, request, async () => ({ site: true })),
)
