const embeds = ['https://www.youtube-nocookie.com', 'https://player.vimeo.com']

/** The headers of every answer: of scripts, only files of our own origin run; no page has one within it. */
export function securityHeaders(options: { https: boolean }): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `font-src 'self'`,
    // Pictures of imported posts stay on their old host until uploads carry them over.
    `img-src 'self' https: data:`,
    `media-src 'self' https:`,
    `connect-src 'self'`,
    `frame-src ${embeds.join(' ')}`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(options.https ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
