import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { can } from '#app/domains/access/actor.ts'
import { roles } from '#app/domains/access/facts.ts'
import { parseEmail } from '#app/domains/accounts/email-address.ts'
import { listAuditEntries } from '#app/domains/audit/audit.queries.server.ts'
import type { Staff } from '#app/domains/members/staff/as-staff.server.ts'
import { confirmAddress, signOutMember } from '#app/domains/members/staff/change-account.server.ts'
import { changeRole } from '#app/domains/members/staff/change-role.server.ts'
import { keepSpace } from '#app/domains/members/staff/keep-space.server.ts'
import { StaffRefusal } from '#app/domains/members/staff/staff-refusal.ts'
import { whyNot } from '#app/domains/members/staff/staff.policy.ts'
import { findStaffMember } from '#app/domains/members/staff/staff-members.queries.server.ts'
import { FOR_GOOD, suspendMember, unsuspendMember } from '#app/domains/members/staff/suspend-member.server.ts'
import { giveTrust } from '#app/domains/trust/give-trust.server.ts'
import { listOpenSpaces } from '#app/domains/spaces/space.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { askWhoIsThere } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { seesAddresses } from './parts/sees-addresses.server.ts'
import { StaffMemberPage } from './parts/staff-member-page.tsx'

const params = z.object({
  member: z.string().regex(/^[1-9]\d{0,8}$/, 'A member’s page ends with their number.'),
})
const reason = z.string().trim().min(1, 'staff.reason.missing').max(300, 'staff.reason.long')
const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'staff.refused.missing')
  .transform(Number)
const form = z.discriminatedUnion('do', [
  z.object({ do: z.literal('role'), role: z.enum(roles), reason }),
  z.object({ do: z.literal('suspend'), days: z.enum(['1', '3', '7', '30', '365', 'good']), reason }),
  z.object({ do: z.literal('unsuspend'), reason }),
  z.object({ do: z.literal('signOut'), reason }),
  z.object({ do: z.literal('trust'), level: z.enum(['', '0', '1', '2', '3', '4']), reason }),
  z.object({ do: z.literal('address'), mailbox: z.string().max(1_000, 'email.wrong'), reason }),
  z.object({ do: z.literal('keep'), space: number, reason }),
  z.object({ do: z.literal('leave'), space: number, reason }),
])
type Wanted = z.infer<typeof form>

/** What takes proof that it is really them, shortly before. */
const DANGEROUS: readonly Wanted['do'][] = ['role', 'address']
const DAY = 24 * 60 * 60 * 1000

const askOf = (ctx: RequestContext) => ({ ...ctx, seesAddresses: seesAddresses(ctx) })

export const loader = guardedLoader({ access: { can: 'members.list' }, params }, async ({ ctx, params }) => {
  const member = await findStaffMember(askOf(ctx), Number(params.member))
  if (!member) throw notFound()
  const may = (permission: Parameters<typeof whyNot>[1]) => whyNot(ctx.actor, permission, member) === null
  const target = { kind: 'member', id: member.id } as const
  return {
    member,
    can: {
      role: may('members.setRole'),
      suspend: may('members.suspend'),
      signOut: may('members.signOut') && member.comesIn,
      trust: may('members.trust'),
      address: may('members.confirmAddress') && member.comesIn,
      keep: may('members.keepSpaces'),
    },
    spaces: (await listOpenSpaces(ctx, ctx.services.spaces)).map(({ id, name }) => ({ id, name })),
    acts: can(ctx.actor, 'audit.read')
      ? (await listAuditEntries(ctx.db, { target })).entries.slice(0, 10)
      : [],
  }
})

export const action = guardedAction(
  { access: { can: 'members.list' }, params },
  async ({ ctx, params, request }) => {
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) return data(read.refusal, 422)
    const wanted = read.value
    if (DANGEROUS.includes(wanted.do)) await askWhoIsThere(ctx, request)
    const t = translator(ctx.site.locale)
    try {
      const fault = await act(ctx, Number(params.member), wanted)
      if (fault) return data(refuseForm(wanted, { mailbox: t(fault) }), 422)
    } catch (error) {
      if (!(error instanceof StaffRefusal)) throw error
      const field = error.because === 'taken' ? 'mailbox' : ''
      return data(refuseForm(wanted, { [field]: t(`staff.refused.${error.because}`) }), 422)
    }
    throw redirect(`/admin/members/${params.member}`, 303)
  },
)

async function act(ctx: RequestContext, memberId: number, wanted: Wanted): Promise<'email.wrong' | null> {
  const { services, actor, network, now } = ctx
  const staff: Staff = { actor, network }
  const { reason } = wanted
  switch (wanted.do) {
    case 'role':
      await changeRole(services, staff, { memberId, role: wanted.role, reason })
      break
    case 'suspend': {
      const until = wanted.days === 'good' ? FOR_GOOD : new Date(now.getTime() + Number(wanted.days) * DAY)
      await suspendMember(services, staff, { memberId, until, reason })
      break
    }
    case 'unsuspend':
      await unsuspendMember(services, staff, { memberId, reason })
      break
    case 'signOut':
      await signOutMember(services, staff, { memberId, reason })
      break
    case 'trust':
      await giveTrust(services, staff, {
        memberId,
        level: wanted.level === '' ? null : Number(wanted.level),
        reason,
      })
      break
    case 'address': {
      const email = parseEmail(wanted.mailbox)
      if (!email) return 'email.wrong'
      await confirmAddress(services, staff, { memberId, email, reason })
      break
    }
    case 'keep':
    case 'leave':
      await keepSpace(services, staff, {
        memberId,
        spaceId: wanted.space,
        keeps: wanted.do === 'keep',
        reason,
      })
  }
  return null
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: found }) => {
  const root = rootData(matches)
  const title = found ? `@${found.member.handle}` : translator(root.locale)('admin.section.members')
  return pageHead({ ...root, title, unindexed: true })
}

export default function AdminMember() {
  return <StaffMemberPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
