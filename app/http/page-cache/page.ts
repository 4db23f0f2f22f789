/** Which of the shared versions of a page a visitor gets. */
export interface Audience {
  locale: string
  theme: string
}

/**
 * Everything that a shared page may depend on. Whoever renders one sees this and nothing else of the request, so no
 * header, cookie or odd address can get into a page that others receive.
 */
export interface PageRequest extends Audience {
  /** `/t/12/hello`; canonical, unless the page is for one request alone: then as it came. */
  path: string
  /** Empty, or `?` with allow-listed parameters, sorted; or as it came, likewise. */
  search: string
}

export const keyOf = ({ locale, theme, path, search }: PageRequest) => `${locale} ${theme} ${path}${search}`

/** What a render makes. */
export interface RenderedPage {
  status: number
  /** Without Content-Length, Vary, ETag and the like, which the cache sets; it refuses an encoded body. */
  headers: Record<string, string>
  body: Buffer
  /** What the page was made of (`thread:12`, `space:3`, `home` …): no spaces, 60 characters at most. */
  tags: readonly string[]
  /** Seconds that the page may be sent without another look; 0 makes it the answer to this one request alone. */
  freshFor: number
  /** When a time-bound rule changes what visitors may see: not sent from then on. */
  expiresAt?: Date
}

/** `shared`: others may get what is made for the one who asks. */
export type RenderPage = (request: PageRequest, how: { shared: boolean }) => Promise<RenderedPage>

/** The tag that every page has: purging it drops all of them. */
export const SITE_TAG = 'site'
