import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { actsAs } from '#app/domains/access/actor.ts'
import { findMember } from '#app/domains/members/member.queries.server.ts'
import { giveTrust, trustForm } from '#app/domains/trust/give-trust.server.ts'
import { readMemberTrust } from '#app/domains/trust/member-trust.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Page } from './parts/page.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { TrustForm, TrustHistory, TrustNeeds } from '#app/ui/trust.tsx'
import { useT } from '#app/ui/words.tsx'

const params = z.object({ handle: z.string().max(200) })

/** Somebody whose standing the reader may know: their own, and managers everybody's. */
async function knownMember(ctx: RequestContext, handle: string) {
  const found = await findMember(ctx, handle)
  const { memberId } = memberOf(ctx)
  if (found?.found !== 'here' || (found.id !== memberId && !actsAs(ctx.actor, 'manager'))) throw notFound()
  return found
}

export const loader = guardedLoader({ access: 'members', params }, async ({ ctx, params }) => {
  const { id, member } = await knownMember(ctx, params.handle)
  return {
    handle: member.handle,
    mayGive: actsAs(ctx.actor, 'manager'),
    trust: await readMemberTrust(ctx, id),
  }
})

/** A manager gives a level, or lets go of one. */
export const action = guardedAction(
  { access: { role: 'manager' }, params },
  async ({ ctx, params, request }) => {
    const { id, member } = await knownMember(ctx, params.handle)
    const read = await readForm(ctx, request, trustForm)
    if ('refusal' in read) return data(read.refusal, 422)
    const { services, now } = ctx
    const deps = { db: services.db.kysely, bus: services.bus, now }
    await giveTrust(deps, memberOf(ctx).memberId, { memberId: id, ...read.value })
    return redirect(`/u/${encodeURIComponent(member.handle)}/trust`, 303)
  },
)

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('trust.title'), unindexed: true })
}

export default function MemberTrust() {
  const { handle, mayGive, trust } = useLoaderData<typeof loader>()
  const { values, errors = {} } = useActionData<typeof action>() ?? {}
  const t = useT()
  return (
    <Page>
      <PageHead size="s" kicker={`@${handle}`} title={t(`trust.level.${levelKey(trust.level)}`)} />
      {trust.locked ? <p>{t('trust.locked')}</p> : null}
      {trust.next ? <TrustNeeds level={trust.level + 1} needs={trust.next} /> : null}
      <TrustHistory changes={trust.changes} />
      {mayGive ? (
        <TrustForm
          action={`/u/${encodeURIComponent(handle)}/trust`}
          level={values?.['level'] ?? (trust.locked ? String(trust.level) : '')}
          reason={values?.['reason'] ?? ''}
          errors={errors}
        />
      ) : null}
    </Page>
  )
}

const LEVELS = ['0', '1', '2', '3', '4'] as const
const levelKey = (level: number) => LEVELS[level] ?? '4'
