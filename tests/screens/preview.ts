/** Looks at the components with invented content: `node tests/screens/preview.ts [port]`. */
import { resolve } from 'node:path'
import { startPreview } from './preview-server.ts'

const folder = resolve(import.meta.dirname, '../output/preview')
const { origin, pageNames } = await startPreview(folder, Number(process.argv[2] ?? 4400))
console.log(pageNames.map((name) => `${origin}/${name}`).join('\n'))
