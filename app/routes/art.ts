import { z } from 'zod'
import { guardedLoader } from '#app/http/route.server.ts'
import { drawContour } from '#app/ui/art/contour.ts'
import { notFound } from '#app/http/errors.ts'
import { DRAWINGS } from './parts/covers.ts'

const params = z.object({ kind: z.string(), seed: z.string() })

/** Drawn covers, by kind and number: the same for everybody for ever, so every cache may keep them. */
export const loader = guardedLoader({ access: 'everyone', params }, async ({ params }) => {
  const seed = /^(\d{1,2})\.svg$/.exec(params.seed)
  if (params.kind !== 'contour' || !seed || Number(seed[1]) >= DRAWINGS) throw notFound()
  return new Response(drawContour(Number(seed[1])), {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=31536000, immutable' },
  })
})
