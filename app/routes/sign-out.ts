import { redirect } from '@remix-run/node'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'

/** An address that somebody typed: signing out takes a button, because what is only read changes nothing. */
export const loader = guardedLoader({ access: 'everyone' }, async () => {
  throw redirect('/')
})

/** Signs out on this browser. Where the database can't be told, the answer says so: nobody is signed out silently. */
export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const { sessions } = ctx.services
  await sessions.revoke(request.headers.get('cookie') ?? '')
  throw redirect('/', { status: 303, headers: { 'Set-Cookie': sessions.blankCookie() } })
})
