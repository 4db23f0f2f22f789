import type { TestSite } from './site.ts'

/** Somebody with a browser of their own: keeps cookies and sends forms as browsers do. */
export type Guest = {
  get(path: string): Promise<Response>
  /** Sends a form; headers that begin with `sec-` or are `origin` are as from the site's own page unless said otherwise. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers?: Record<string, string>,
  ): Promise<Response>
  /** Sends a form with files, as the site's own page would. */
  upload(path: string, form: FormData): Promise<Response>
  /** The cookies that it holds, by name. */
  readonly cookies: ReadonlyMap<string, string>
}

/** A new guest of a site; `cookies` are those of somebody who was here before. */
export function guestOf(site: TestSite, cookies: Iterable<[string, string]> = []): Guest {
  const jar = new Map(cookies)
  const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> }) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie ? { cookie } : {}), ...init.headers }
    const response = await fetch(site.server.url + path, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const { origin } = new URL(site.server.services.env.PUBLIC_URL)
  return {
    cookies: jar,
    get: (path) => ask(path, {}),
    upload: (path, form) => ask(path, { method: 'POST', body: form, headers: { origin } }),
    post: (path, fields, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin, ...headers },
      }),
  }
}
