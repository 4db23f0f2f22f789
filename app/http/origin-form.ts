/**
 * The path and query of a request line, whatever form it has: a proxy may send a whole address, whose host counts for
 * nothing, and `//evil.example` stays a path. What is neither comes back as it is, to be refused.
 */
export function originForm(target: string): string {
  const url = target.startsWith('/') || !URL.canParse(target) ? null : new URL(target)
  return (url ? url.pathname + url.search : target).replace(/^[/\\]{2,}/, '/')
}
