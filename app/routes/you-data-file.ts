import { create as contentDisposition } from 'content-disposition'
import { findExportFile } from '#app/domains/accounts/export/ask-for-export.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { askWhoIsThere, memberOf } from './parts/fresh.server.ts'

/** The file with everything of who asks: nobody else has an address for it. */
export const loader = guardedLoader({ access: 'members', limit: 'file' }, async ({ ctx, request }) => {
  const { services, now } = ctx
  await askWhoIsThere(ctx, request, '/you/data')
  const { accountId, handle } = memberOf(ctx)
  const file = await findExportFile(services.db.kysely, accountId, now)
  const body = file && (await services.storage.read(file.storageKey))
  if (!file || !body) throw notFound()
  const day = file.readyAt.toISOString().slice(0, 10)
  return new Response(body, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(file.bytes),
      'Content-Disposition': contentDisposition(`${handle}-${day}.zip`),
      'Cache-Control': 'private, no-store',
    },
  })
})
