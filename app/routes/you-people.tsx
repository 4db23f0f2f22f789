import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { muteWord, mutedWordSchema, unmuteWord } from '#app/domains/people/muted-words.server.ts'
import { readOwnPeople } from '#app/domains/people/own-people.queries.server.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { PeoplePage } from './parts/people-page.tsx'

const form = z.object({ do: z.enum(['mute', 'unmute']), word: mutedWordSchema })

export const loader = guardedLoader({ access: 'members' }, async ({ ctx }) =>
  readOwnPeople(ctx, memberOf(ctx).memberId),
)

/** Mutes a word, or stops to. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { do: what, word } = read.value
  const { memberId } = memberOf(ctx)
  if (what === 'unmute') await unmuteWord(ctx, memberId, word)
  else if (!(await muteWord(ctx, memberId, word)))
    return data(refuseForm(read.value, { word: translator(ctx.site.locale)('people.word.many') }), 422)
  return redirect('/you/people#words', 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('you.people'), unindexed: true })
}

export default function YouPeople() {
  return <PeoplePage own={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}
