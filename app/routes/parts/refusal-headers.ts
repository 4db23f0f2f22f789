import type { HeadersFunction } from '@remix-run/node'

/** What a refusal says besides its status: when to come back. For every route with an error page of its own. */
export const refusalHeaders: HeadersFunction = ({ errorHeaders }) => {
  const again = errorHeaders?.get('Retry-After')
  return new Headers(again ? { 'Retry-After': again } : undefined)
}
