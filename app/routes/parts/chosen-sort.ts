import { isMemberSort, type ListSort } from '#app/domains/threads/thread-sorts.ts'
import { forbidden } from '#app/http/errors.ts'
import type { RequestContext } from '#app/http/request-context.ts'

/** The list that an address asks for, else the standard one; throws 403 where it is one of a member's own and nobody is in. */
export function chosenSort({ actor }: RequestContext, wanted: ListSort | undefined, standard: ListSort) {
  const sort = wanted ?? standard
  if (isMemberSort(sort) && actor.kind !== 'member') throw forbidden('members')
  return sort
}
