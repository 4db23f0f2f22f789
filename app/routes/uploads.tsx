import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { memberIdOf } from '#app/domains/access/actor.ts'
import { findOwnUploads } from '#app/domains/uploads/upload.queries.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { takeSent } from './parts/take-sent.server.ts'
import { UploadsPage } from './parts/uploads-page.tsx'

export const loader = guardedLoader({ access: 'members' }, async ({ ctx }) => ({
  uploads: await findOwnUploads(ctx, memberIdOf(ctx.actor) ?? 0),
}))

export const action = guardedAction({ access: 'members', limit: 'upload' }, async ({ ctx, request }) => {
  const taken = await takeSent(ctx, request, 'post')
  if ('upload' in taken) throw redirect('/uploads', 303)
  const { status, values, errors } = taken.refusal
  return data({ values, errors }, status)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('upload.title'), unindexed: true })
}

export default function Uploads() {
  return <UploadsPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
