import type { BrowserContextOptions } from 'playwright-core'

/** A way to look at a page. `locale` is the site's own, which is set before the pictures are taken. */
export type Mode = {
  name: string
  locale: 'en' | 'ar'
  options: BrowserContextOptions & { viewport: { width: number; height: number } }
  print?: true
}

const DESKTOP = { width: 1280, height: 900 }
const TABLET = { width: 834, height: 1100 }
const PHONE = { width: 390, height: 844 }
/** A4 at 96 points per inch, less its margins. */
const PAPER = { width: 673, height: 980 }
const touch = { hasTouch: true, isMobile: true }

export const modes: readonly Mode[] = [
  { name: 'desktop-light', locale: 'en', options: { viewport: DESKTOP, colorScheme: 'light' } },
  { name: 'desktop-dark', locale: 'en', options: { viewport: DESKTOP, colorScheme: 'dark' } },
  { name: 'desktop-no-script', locale: 'en', options: { viewport: DESKTOP, javaScriptEnabled: false } },
  { name: 'tablet-light', locale: 'en', options: { viewport: TABLET, colorScheme: 'light', ...touch } },
  { name: 'phone-light', locale: 'en', options: { viewport: PHONE, colorScheme: 'light', ...touch } },
  { name: 'phone-dark', locale: 'en', options: { viewport: PHONE, colorScheme: 'dark', ...touch } },
  { name: 'paper', locale: 'en', options: { viewport: PAPER, colorScheme: 'dark' }, print: true },
  { name: 'rtl-desktop', locale: 'ar', options: { viewport: DESKTOP, colorScheme: 'light' } },
  { name: 'rtl-phone', locale: 'ar', options: { viewport: PHONE, colorScheme: 'dark', ...touch } },
]
