/** What the demo calls itself. */
export const site = {
  'site.name': 'Tarnmoor',
  'site.tagline': 'For everybody who packs for rain and goes anyway.',
  'site.timeZone': 'Europe/Oslo',
} as const
