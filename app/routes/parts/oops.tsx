import type { ErrorResponse } from '@remix-run/react'
import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from '#app/root.tsx'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { Page } from './page.tsx'

/** The page for everything that did not work. Without an answer of ours as the reason it is our fault: 500. */
export function Oops({ error, pathname }: { error: ErrorResponse | null; pathname: string }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const status = error?.status ?? 500
  const hint = hintOf(error)
  return (
    <Page lost>
      <ErrorPage
        status={status}
        {...(status >= 500 && root ? { reference: root.requestId } : {})}
        {...(hint ? { text: hint } : {})}
        homeHref="/"
        spacesHref="/spaces"
        retryHref={status >= 500 ? pathname : null}
      />
    </Page>
  )
}

/** Whether an answer says that it was asked too much. */
export function isTooMany({ data }: ErrorResponse): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'too-many'
}

/** The sentence that a refusal carries. */
function hintOf(error: ErrorResponse | null): string | null {
  const data: unknown = error?.data
  if (typeof data !== 'object' || data === null || !('hint' in data)) return null
  return typeof data.hint === 'string' ? data.hint : null
}
