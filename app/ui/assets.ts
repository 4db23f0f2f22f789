/** Addresses of the files that every page loads, with the hash of their content. */
import guildhallText from '#themes/guildhall/assets/fonts/instrument-sans-latin.woff2?url'
import guildhall from '#themes/guildhall/theme.json'
import guildhallStyles from '#themes/guildhall/tokens.css?url'
import islands from './islands/islands.ts?worker&url'

import mode from './islands/mode.js?url'
import writing from './islands/writing/writing.ts?worker&url'
import appStyles from './styles/app.css?url'

export interface ThemeAssets {
  id: string
  styles: string
  /** The only font that is preloaded: Latin text. */
  textFont: string
  /** Colour of the browser's own frame. */
  themeColor: { light: string; dark: string }
}

const THEMES: Record<string, ThemeAssets> = {
  guildhall: {
    id: guildhall.id,
    styles: guildhallStyles,
    textFont: guildhallText,
    themeColor: guildhall.themeColor,
  },
}

/** Styles and scripts: `mode` runs on every page before the first paint, `islands` after; `writing` where there is a composer. */
export const assets = { appStyles, islands, mode, writing }

/** The files of a theme; one that is not installed gives the default. */
export const themeAssets = (id: string): ThemeAssets => THEMES[id] ?? THEMES['guildhall']!
