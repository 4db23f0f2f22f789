import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { roles } from '#app/domains/access/facts.ts'
import type { SimpleRule } from '#app/domains/access/simple-rule.ts'
import { countWhoSees } from '#app/domains/access/simple-rule.server.ts'
import { findEditedSpace } from '#app/domains/spaces/edit/edited-space.queries.server.ts'
import { saveSpace, SpaceRefusal } from '#app/domains/spaces/edit/save-space.server.ts'
import { spaceSchema } from '#app/domains/spaces/edit/space.schema.ts'
import { notFound } from '#app/http/errors.ts'
import { readForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { commandOf } from './parts/command-of.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SpacePage } from './parts/space-editor.tsx'
import { typedSpace } from './parts/typed-space.ts'

const params = z.object({
  space: z.string().regex(/^(?:new|[1-9]\d{0,8})$/, 'A space is edited by its number.'),
})
const form = spaceSchema.extend({
  version: z
    .string()
    .regex(/^\d{1,9}$/, 'space.fault.missing')
    .transform(Number),
  do: z.enum(['save', 'preview']),
  who: z.enum(['keep', 'everyone', 'members', 'trust', 'role', 'group'], 'space.fault.choice'),
  level: z.enum(['0', '1', '2', '3', '4'], 'space.fault.choice'),
  role: z.enum(roles, 'space.fault.choice'),
  group: z.string().trim().max(120, 'space.fault.group').default(''),
})
type Wanted = z.infer<typeof form>

const idOf = ({ space }: z.infer<typeof params>) => (space === 'new' ? null : Number(space))

export const loader = guardedLoader({ access: { can: 'spaces.manage' }, params }, async ({ ctx, params }) => {
  const id = idOf(params)
  const space = id === null ? null : await findEditedSpace(ctx.db, id)
  if (id !== null && !space) throw notFound()
  const all = await ctx.services.spaces.all()
  const parents = all
    .filter((one) => one.parentId === null && one.id !== id)
    .map((one) => ({ id: one.id, name: one.name }))
  const seen = space?.rule ? await seenBy(ctx, space.rule) : null
  return {
    id,
    slug: space?.slug ?? null,
    rule: space?.expression ?? null,
    parents,
    seen,
    fields: typedSpace(space),
  }
})

export const action = guardedAction(
  { access: { can: 'spaces.manage' }, params },
  async ({ ctx, params, request }) => {
    const id = idOf(params)
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) return data({ ...read.refusal, seen: null, now: null }, 422)
    const wanted = read.value
    const typed = Object.fromEntries(
      Object.entries(wanted).map(([name, value]) => [name, String(value ?? '')]),
    )
    const t = translator(ctx.site.locale)
    const answer = (errors: Record<string, string>, more: Partial<Shown> = {}) =>
      data(
        { values: typed, errors, seen: null, now: null, ...more },
        Object.keys(errors).length > 0 ? 422 : 200,
      )
    if (wanted.who === 'group' && wanted.group === '') return answer({ group: t('space.fault.group') })
    const rule = ruleOf(wanted)
    if (wanted.do === 'preview') return answer({}, { seen: rule ? await seenBy(ctx, rule) : null })
    try {
      await saveSpace(commandOf(ctx), { id, version: wanted.version, input: wanted, rule })
    } catch (error) {
      if (!(error instanceof SpaceRefusal)) throw error
      if (error.because === 'missing') throw notFound()
      const key =
        error.because === 'parent' ? 'space.fault.parent' : (`space.fault.${error.because}` as const)
      if (error.because !== 'conflict' || id === null) return answer({ [error.field]: t(key) })
      // What was typed stays, beside what stands there; sent again it takes that one's place.
      const now = typedSpace(await findEditedSpace(ctx.db, id))
      typed['version'] = now['version'] ?? '0'
      return answer({ '': t(key) }, { now })
    }
    throw redirect('/admin/spaces', 303)
  },
)

type Seen = { by: 'everyone' | 'some'; count: number }
type Shown = { seen: Seen | null; now: Record<string, string> | null }

async function seenBy({ db, now }: RequestContext, rule: SimpleRule): Promise<Seen> {
  return { by: rule.who === 'everyone' ? 'everyone' : 'some', count: await countWhoSees(db, rule, now) }
}

function ruleOf({ who, level, role, group }: Wanted): SimpleRule | null {
  switch (who) {
    case 'keep':
      return null
    case 'trust':
      return { who, level: Number(level) }
    case 'role':
      return { who, role }
    case 'group':
      return { who, group }
    default:
      return { who }
  }
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) => {
  const root = rootData(matches)
  const title = loaded?.fields['name'] || translator(root.locale)('space.edit.new')
  return pageHead({ ...root, title, unindexed: true })
}

export default function AdminSpace() {
  return <SpacePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
