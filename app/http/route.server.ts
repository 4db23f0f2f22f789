import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import { PasswordsBusyError } from '#app/domains/accounts/passwords/passwords.server.ts'
import { canSomewhere } from '#app/domains/access/actor.ts'
import { GUARD, type Guard } from './guard.ts'
import { badRequest, forbidden, notFound, tooMany, unavailable } from './errors.ts'
import { isDatabaseAway } from '#app/platform/db/errors.ts'
import type { RequestContext } from './request-context.ts'
import type { LimitName, Refusal } from './request-limits.ts'

type Options<P extends z.ZodType, S extends z.ZodType> = {
  access: Guard
  params?: P
  search?: S
  /** Counts as this, for who asks. */
  limit?: LimitName
  /** The answer to who asked too much, where it is not a page. */
  refused?: (ctx: RequestContext, refusal: Refusal) => Response
}
type Input<P extends z.ZodType, S extends z.ZodType> = {
  ctx: RequestContext
  params: z.infer<P>
  search: z.infer<S>
  request: Request
}

/**
 * Makes a route's loader: admits by `access`, parses path parameters (a fault is a 404, or 400 where the schema
 * says so) and the query (400 with a sentence that helps), then runs. Returns what `run` returns: views only.
 */
export function guardedLoader<V, P extends z.ZodType = z.ZodUndefined, S extends z.ZodType = z.ZodUndefined>(
  options: Options<P, S>,
  run: (input: Input<P, S>) => Promise<V>,
): (args: LoaderFunctionArgs) => Promise<V> {
  return guard(options, run)
}

/** Makes a route's action, in the same order: admit, parse, act. */
export function guardedAction<V, P extends z.ZodType = z.ZodUndefined, S extends z.ZodType = z.ZodUndefined>(
  options: Options<P, S>,
  run: (input: Input<P, S>) => Promise<V>,
): (args: ActionFunctionArgs) => Promise<V> {
  return guard(options, run)
}

function guard<V, P extends z.ZodType, S extends z.ZodType>(
  options: Options<P, S>,
  run: (input: Input<P, S>) => Promise<V>,
) {
  const guarded = async ({ request, params, context }: LoaderFunctionArgs): Promise<V> => {
    const ctx = context.request
    admit(ctx, options.access)
    const input = {
      ctx,
      request,
      params: parsePath(options.params, params),
      search: parseSearch(options.search, new URL(request.url).searchParams),
    }
    try {
      return await limited(options, ctx, () => run(input))
    } catch (error) {
      if (isDatabaseAway(error)) throw unavailable()
      // A route that can keep what was typed says so itself; nobody meets an error of ours.
      if (error instanceof PasswordsBusyError) throw tooMany({ because: 'all', seconds: 5 })
      throw error
    }
  }
  return Object.assign(guarded, { [GUARD]: options.access })
}

/** What is refused is thrown: a page, or the answer that the route makes of it. */
async function limited<V>(
  { limit, refused = (_ctx, refusal) => tooMany(refusal) }: Options<z.ZodType, z.ZodType>,
  ctx: RequestContext,
  run: () => Promise<V>,
): Promise<V> {
  if (!limit) return run()
  const outcome = await ctx.services.limits.within(limit, ctx, run)
  if ('done' in outcome) return outcome.done
  throw refused(ctx, outcome.refused)
}

function admit(ctx: RequestContext, access: Guard): void {
  if (access === 'everyone') return
  if (ctx.actor.kind === 'visitor') throw forbidden('members')
  if (access !== 'members' && !canSomewhere(ctx.actor, access.can)) throw notFound()
}

function parsePath<P extends z.ZodType>(
  schema: P | undefined,
  params: Record<string, string | undefined>,
): z.infer<P> {
  if (!schema) return undefined as z.infer<P>
  const result = schema.safeParse(params)
  if (result.success) return result.data
  throw badRequest(result.error.issues[0]?.message)
}

function parseSearch<S extends z.ZodType>(schema: S | undefined, search: URLSearchParams): z.infer<S> {
  if (!schema) return undefined as z.infer<S>
  const names = new Set(search.keys())
  const values = Object.fromEntries([...names].map((name) => [name, search.getAll(name)]))
  const single = Object.fromEntries(
    Object.entries(values).map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
  )
  const result = schema.safeParse(single)
  if (result.success) return result.data
  throw badRequest(result.error.issues[0]?.message)
}
