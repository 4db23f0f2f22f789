import { redirect } from '@remix-run/node'

/**
 * A path of ours to go to, from what a form or an address says; `fallback` for everything else: other sites, in whichever
 * spelling browsers take for one, and paths that hold control characters.
 */
export function safePath(text: string | null | undefined, fallback = '/'): string {
  if (!text || text.length > 2_000 || !/^\/(?![/\\])[^\u0000-\u001f\\\u007f]*$/.test(text)) return fallback
  const url = URL.parse(text, 'https://here.invalid')
  if (!url || url.origin !== 'https://here.invalid' || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}

/** Leads to a path of ours that a form or an address names; to the front page where it names something else. */
export function safeRedirect(
  text: string | null | undefined,
  init?: Parameters<typeof redirect>[1],
): Response {
  return redirect(safePath(text), init)
}
