import type { ReactNode } from 'react'
import { directionOf } from '#app/locales/translate.ts'
import { assets, themeAssets } from './assets.ts'
import { WordsProvider } from './words.tsx'

export interface DocumentProps {
  locale: string
  theme: string
  /** In which colours the page comes to who has not chosen; `system` leaves it to theirs. */
  mode?: 'system' | 'light' | 'dark'
  /** Title, description, canonical and prev/next links, feeds: what the route says about itself. */
  head: ReactNode
  children: ReactNode
}

/**
 * The page itself. Styles and the one small script that applies the reader's colour mode block the first paint on
 * purpose (no flash); everything else waits. No inline script or style anywhere.
 */
export function Document({ locale, theme, mode = 'system', head, children }: DocumentProps) {
  const files = themeAssets(theme)
  const fixed = mode === 'system' ? undefined : mode
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={files.id}
      data-mode={fixed}
      data-site-mode={fixed}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content={files.themeColor.light} media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content={files.themeColor.dark} media="(prefers-color-scheme: dark)" />
        <link rel="preload" href={files.textFont} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={assets.appStyles} />
        <link rel="stylesheet" href={files.styles} />
        <script src={assets.mode} />
        <script type="module" src={assets.islands} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {head}
      </head>
      <body>
        <WordsProvider locale={locale}>{children}</WordsProvider>
      </body>
    </html>
  )
}
