import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'

/** Every address that no route has. */
export const loader = guardedLoader({ access: 'everyone' }, async () => {
  throw notFound()
})

export default function NotFound() {
  return null
}
