import { isRouteErrorResponse } from '@remix-run/react'
import type { Translate } from '#app/locales/translate.ts'
import { nearestStatus } from '#app/ui/error-page.tsx'

/** What the browser's tab says of a page that did not work: the general sentence, nothing about the thing asked for. */
export function errorTitle(t: Translate, error: unknown): string {
  return t(`error.${nearestStatus(isRouteErrorResponse(error) ? error.status : 500)}.title`)
}
