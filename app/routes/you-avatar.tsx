import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { removeAvatar, setAvatar } from '#app/domains/uploads/set-avatar.server.ts'
import { forbidden } from '#app/http/errors.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { AvatarPage } from './parts/avatar-page.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { takeSent } from './parts/take-sent.server.ts'

export const loader = guardedLoader({ access: 'members' }, async ({ ctx }) => {
  if (ctx.actor.kind !== 'member') throw forbidden('members')
  return { handle: ctx.actor.handle }
})

/** Takes a new picture; a form without a file (`application/x-www-form-urlencoded`) takes the one that is there away. */
export const action = guardedAction({ access: 'members', limit: 'upload' }, async ({ ctx, request }) => {
  const { actor, services } = ctx
  if (actor.kind !== 'member' || actor.suspended) throw forbidden('members')
  const deps = { db: services.db.kysely, pages: services.pages }
  const profile = redirect(`/u/${encodeURIComponent(actor.handle)}`, 303)
  if (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    await removeAvatar(deps, actor.memberId)
    throw profile
  }
  const taken = await takeSent(ctx, request, 'avatar')
  if ('upload' in taken) {
    await setAvatar(deps, actor.memberId, taken.upload.key)
    throw profile
  }
  const { status, values, errors } = taken.refusal
  return data({ values, errors }, status)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('avatar.title'), unindexed: true })
}

export default function YouAvatar() {
  useLoaderData<typeof loader>()
  return <AvatarPage refusal={useActionData<typeof action>()} />
}
