import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { validateXML } from 'xmllint-wasm'

const require = createRequire(import.meta.url)

const schemas = {
  /** RFC 4287, as far as our feeds go. */
  atom: join(import.meta.dirname, 'atom.rng'),
  /** The schema of sitemaps.org; the package that parses sitemaps carries it. */
  sitemap: join(dirname(require.resolve('sitemap/package.json')), 'schema/sitemap.xsd'),
}

/** What libxml2 finds wrong with documents: that they are no XML at all, or not as the schema wants them. */
export async function xmlFaults(
  documents: readonly string[],
  schema?: keyof typeof schemas,
): Promise<string[]> {
  const xml = documents.map((contents, at) => ({ fileName: `document-${at + 1}.xml`, contents }))
  const memory = { initialMemoryPages: 1024, maxMemoryPages: 16_384 }
  const found = schema
    ? await validateXML({
        xml,
        schema: { fileName: 'schema.xml', contents: readFileSync(schemas[schema], 'utf8') },
        extension: schemas[schema].endsWith('.rng') ? 'relaxng' : 'schema',
        ...memory,
      })
    : await validateXML({ xml, normalization: 'format', ...memory })
  return found.errors.map(({ rawMessage }) => rawMessage)
}
