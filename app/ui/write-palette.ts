/** Writes themes/<id>/palette.css from its kit: `node app/ui/write-palette.ts guildhall`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { paletteFile } from './palette-file.ts'

const id = process.argv[2]
if (!id) {
  console.error('Name a theme, for example: node app/ui/write-palette.ts guildhall')
  process.exit(1)
}
const folder = resolve(import.meta.dirname, '../../themes', id)
const theme: { kit: Parameters<typeof paletteFile>[0] } = JSON.parse(
  readFileSync(resolve(folder, 'theme.json'), 'utf8'),
)
writeFileSync(resolve(folder, 'palette.css'), paletteFile(theme.kit))
