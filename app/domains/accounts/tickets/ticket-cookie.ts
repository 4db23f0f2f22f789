const LIFE = 60 * 60

/** The cookie by which a browser that asked for a letter is known again, until it has come in. */
export const ticketCookieName = (https: boolean) => (https ? '__Host-guildhall-ticket' : 'guildhall-ticket')

/** The Set-Cookie that keeps a ticket's secret; null takes it away. Strict would lose it on the way from a mail program. */
export function ticketCookie(secret: string | null, https: boolean): string {
  const age = secret === null ? 0 : LIFE
  return `${ticketCookieName(https)}=${secret ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
}
