import type { IncomingHttpHeaders } from 'node:http'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may change something: a safe method, or one that a page of our own origin sent. Browsers tell by
 * Sec-Fetch-Site (on https and localhost) or Origin; a request that tells neither is refused, because every browser
 * that runs our forms sends one. Framework checks are not relied on: they skip resource routes.
 */
export function isSameOrigin(method: string, headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  if (safeMethods.has(method)) return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === publicOrigin
}
