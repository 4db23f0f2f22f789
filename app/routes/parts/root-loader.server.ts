import { guardedLoader } from '#app/http/route.server.ts'
import { openSections } from './admin-sections.ts'
import { listSpaceLinks } from '#app/domains/spaces/space.queries.server.ts'

/** What stands around every page. Refusals that came before the route are thrown here, so that they get a page. */
export const loadRoot = guardedLoader({ access: 'everyone' }, async ({ ctx }) => {
  if (ctx.fault) throw ctx.fault
  const { site, actor } = ctx
  return {
    site: {
      name: site.name,
      tagline: site.tagline,
      locale: site.locale,
      theme: site.theme,
      mode: site.mode,
      indexed: site.indexed,
    },
    origin: ctx.services.env.PUBLIC_URL,
    requestId: ctx.requestId,
    spaces: await listSpaceLinks(ctx, ctx.services.spaces),
    member:
      actor.kind === 'member'
        ? { handle: actor.handle, name: actor.displayName, desk: openSections(actor) }
        : null,
  }
})
