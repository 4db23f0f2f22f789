import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { moveSpace } from '#app/domains/spaces/edit/move-space.server.ts'
import { SpaceRefusal } from '#app/domains/spaces/edit/save-space.server.ts'
import { notFound } from '#app/http/errors.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { commandOf } from './parts/command-of.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SpacesPage } from './parts/spaces-page.tsx'

const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'space.fault.missing')
  .transform(Number)
/** The button that was pressed names the space and the way. */
const form = z.union([z.object({ up: number }), z.object({ down: number })])

/** All spaces in their order: who may look after them sees them all. */
export const loader = guardedLoader({ access: { can: 'spaces.manage' } }, async ({ ctx }) => ({
  spaces: (await ctx.services.spaces.all()).map(({ id, name, slug, hue, parentId, archived, locked }) => ({
    id,
    name,
    slug,
    hue,
    child: parentId !== null,
    state: archived ? ('archived' as const) : locked ? ('locked' as const) : ('open' as const),
  })),
}))

export const action = guardedAction({ access: { can: 'spaces.manage' } }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { value } = read
  try {
    if ('up' in value) await moveSpace(commandOf(ctx), value.up, 'up')
    else await moveSpace(commandOf(ctx), value.down, 'down')
  } catch (error) {
    if (error instanceof SpaceRefusal) throw notFound()
    throw error
  }
  throw redirect('/admin/spaces', 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.section.spaces'), unindexed: true })
}

export default function AdminSpaces() {
  return <SpacesPage {...useLoaderData<typeof loader>()} />
}
