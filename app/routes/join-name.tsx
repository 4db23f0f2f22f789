import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { handleLike, isHandle, isReserved } from '#app/domains/accounts/handle.ts'
import { freeHandles, isFree, join } from '#app/domains/accounts/join.server.ts'
import { PasswordsBusyError } from '#app/domains/accounts/passwords/passwords.server.ts'
import type { Ticket } from '#app/domains/accounts/tickets/prove-address.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import type { FormErrors } from '#app/http/form.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { comeIn } from './parts/come-in.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { JoinNamePage } from './parts/join-name-page.tsx'
import { ticketOf } from './parts/ticket.server.ts'

const fields = z.object({
  handle: z
    .string()
    .max(200, 'join.handle.wrong')
    .transform((typed) => typed.trim().replace(/^@/, '')),
  name: z.string().trim().max(60, 'join.name.long').default(''),
  password: z.string().max(4_000, 'password.long').default(''),
  rules: z.literal('yes', 'join.rules.missing').optional(),
})
/** One of the handles that were offered goes before the one that was typed. */
const form = z.preprocess((typed) => {
  const { suggested, ...others } = typed as Record<string, string>
  return suggested ? { ...others, handle: suggested } : others
}, fields)
type Wanted = z.infer<typeof form>

export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx, request }) => {
  const ticket = await ticketOf(ctx, request)
  if (!ticket?.proven) throw redirect('/enter')
  const idea = handleLike(ticket.address.split('@', 1)[0] ?? '')
  return { idea: (await isFree(ctx.db, idea)) ? idea : '' }
})

export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data({ ...read.refusal, free: [] }, 422)
  const ticket = await ticketOf(ctx, request)
  if (!ticket?.proven) throw redirect('/enter', 303)
  const { value } = read
  const made = await makeMember(ctx, ticket, value)
  if ('accountId' in made)
    throw await comeIn(ctx, request, { accountId: made.accountId, to: ticket.returnTo })
  return data({ ...refuseForm(value, made.errors), free: made.free ?? [] }, 422)
})

type Made = { accountId: number } | { errors: FormErrors; free?: string[] }

async function makeMember(ctx: RequestContext, ticket: Ticket, wanted: Wanted): Promise<Made> {
  const { services, site, network, now } = ctx
  const t = translator(site.locale)
  const { handle, password } = wanted
  if (site.joining === 'closed') return { errors: { '': t('join.closed') } }
  const faults = await faultsOf(ctx, ticket, wanted)
  if (faults) return faults
  const seconds = await services.accountLimits.join(network)
  if (seconds > 0) return { errors: { '': t('join.wait', { minutes: Math.ceil(seconds / 60) }) } }
  try {
    const passwordHash = password === '' ? null : await services.passwords.hash(password)
    const joined = await join(services.db.kysely, ticket, { handle, name: wanted.name, passwordHash, now })
    if ('taken' in joined)
      return { errors: { handle: t('join.handle.taken', { handle }) }, free: joined.taken }
    if ('gone' in joined) return { errors: { '': t('join.gone') } }
    return { accountId: 'joined' in joined ? joined.joined : joined.account }
  } catch (error) {
    if (error instanceof PasswordsBusyError) return { errors: { '': t('form.busy') } }
    throw error
  }
}

/** Everything that is wrong, at once: nobody sends a form three times to hear three things. */
async function faultsOf(
  { services, site, db }: RequestContext,
  ticket: Ticket,
  { handle, name, password, rules }: Wanted,
): Promise<{ errors: FormErrors; free: string[] } | null> {
  const t = translator(site.locale)
  const errors: FormErrors = {}
  let free: string[] = []
  if (!isHandle(handle)) errors['handle'] = t('join.handle.wrong')
  else if (isReserved(handle, site.name)) errors['handle'] = t('join.handle.reserved', { handle })
  else if (!(await isFree(db, handle))) {
    errors['handle'] = t('join.handle.taken', { handle })
    free = await freeHandles(db, handle)
  }
  const about = [handle, name, ticket.address.split('@', 1)[0] ?? '', site.name]
  const fault = password === '' ? null : services.passwords.faultOf(password, about)
  if (fault) errors['password'] = t(`password.${fault}`)
  if (!rules) errors['rules'] = t('join.rules.missing')
  return Object.keys(errors).length > 0 ? { errors, free } : null
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('join.name.title'), unindexed: true })
}

export default function JoinName() {
  const { idea } = useLoaderData<typeof loader>()
  return <JoinNamePage idea={idea} refusal={useActionData<typeof action>()} />
}
