import { paletteCss, type BrandKit } from './brandkit.ts'

/** The whole text of a theme's palette.css. */
export function paletteFile(kit: BrandKit): string {
  return `/* Written by app/ui/write-palette.ts from the kit in theme.json (${kit.color}). Do not edit by hand. */
/* prettier-ignore */
:root,
[data-theme] {
${paletteCss(kit)}
}
`
}
