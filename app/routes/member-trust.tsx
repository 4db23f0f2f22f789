import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { can } from '#app/domains/access/actor.ts'
import { findMember } from '#app/domains/members/member.queries.server.ts'
import { readMemberTrust } from '#app/domains/trust/member-trust.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { Page } from './parts/page.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { TrustHistory, TrustNeeds } from '#app/ui/trust.tsx'
import { useT } from '#app/ui/words.tsx'

const params = z.object({ handle: z.string().max(200) })

/** Somebody whose standing the reader may know: their own, and managers everybody's. */
async function knownMember(ctx: RequestContext, handle: string) {
  const found = await findMember(ctx, handle)
  const { memberId } = memberOf(ctx)
  if (found?.found !== 'here' || (found.id !== memberId && !can(ctx.actor, 'members.trust'))) throw notFound()
  return found
}

export const loader = guardedLoader({ access: 'members', params }, async ({ ctx, params }) => {
  const { id, member } = await knownMember(ctx, params.handle)
  return {
    handle: member.handle,
    given: can(ctx.actor, 'members.trust') ? `/admin/members/${id}` : null,
    trust: await readMemberTrust(ctx, id),
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('trust.title'), unindexed: true })
}

export default function MemberTrust() {
  const { handle, given, trust } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <PageHead size="s" kicker={`@${handle}`} title={t(`trust.level.${levelKey(trust.level)}`)} />
      {trust.locked ? <p>{t('trust.locked')}</p> : null}
      {trust.next ? <TrustNeeds level={trust.level + 1} needs={trust.next} /> : null}
      <TrustHistory changes={trust.changes} />
      {given ? (
        <p>
          <a className="btn" href={given}>
            {t('trust.give')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

const LEVELS = ['0', '1', '2', '3', '4'] as const
const levelKey = (level: number) => LEVELS[level] ?? '4'
