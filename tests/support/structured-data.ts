import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import Validator from '@adobe/structured-data-validator'
import WebAutoExtractor from '@marbec/web-auto-extractor'
import { parseFragment } from 'parse5'

const require = createRequire(import.meta.url)

/** One thing that a page says in JSON-LD. */
export type Described = { '@type': string; [name: string]: unknown }

export type ReadPage = {
  /** What it says in JSON-LD, in order of types. */
  described: Described[]
  /** `<meta>` by name or property; one that is given twice has both. */
  metatags: Record<string, string[]>
  /** What the validator has against it, rules of schema.org and of search engines. */
  issues: string[]
}

const validator = new Validator({ '@graph': await vocabulary() })

/** Reads a page's structured data as search engines do, by an extractor and a validator that others wrote. */
export async function readStructuredData(html: string): Promise<ReadPage> {
  const extracted = new WebAutoExtractor({}).parse(html)
  const described = Object.values(extracted.jsonld).flat() as Described[]
  const issues = await validator.validate(extracted)
  return {
    described,
    metatags: Object.fromEntries(
      Object.entries(extracted.metatags).map(([name, values]) => [name, values.map(decoded)]),
    ),
    issues: [
      ...(extracted.errors ?? []).map((error) => JSON.stringify(error)),
      ...issues.map(
        ({ severity, rootType, issueMessage, fieldNames }) =>
          `${severity} ${rootType}: ${issueMessage} (${fieldNames.join(', ')})`,
      ),
    ],
  }
}

/** The extractor leaves the contents of `<meta>` as they are written. */
function decoded(text: string): string {
  const [node] = parseFragment(text).childNodes
  return node && 'value' in node ? node.value : ''
}

type Node = { '@id': string }

/**
 * Schema.org's whole vocabulary as the validator takes it: the form of schemaorg-all.jsonld, made from the package's
 * quads, which name the same things one by one.
 */
async function vocabulary() {
  const file = require.resolve('@vocabulary/schema/schema.nq')
  const classes = new Map<string, Node[]>()
  const properties = new Map<string, Node[]>()
  const quads = (await readFile(file, 'utf8')).matchAll(/^<([^>]+)> <([^>]+)> <([^>]+)>/gm)
  for (const [, subject = '', predicate = '', object = ''] of quads) {
    const [kind] = /(?:type|subClassOf|domainIncludes)$/.exec(predicate) ?? []
    if (kind === 'type' && object.endsWith('rdf-schema#Class')) nodesOf(classes, subject)
    if (kind === 'type' && object.endsWith('#Property')) nodesOf(properties, subject)
    if (kind === 'subClassOf') nodesOf(classes, subject).push({ '@id': object })
    if (kind === 'domainIncludes') nodesOf(properties, subject).push({ '@id': object })
  }
  return [
    ...[...classes].map(([id, parents]) => ({
      '@id': id,
      '@type': 'rdfs:Class',
      'rdfs:subClassOf': parents,
    })),
    ...[...properties].map(([id, domains]) => ({
      '@id': id,
      '@type': 'rdf:Property',
      'schema:domainIncludes': domains,
    })),
  ]
}

function nodesOf(of: Map<string, Node[]>, id: string): Node[] {
  const nodes = of.get(id) ?? []
  of.set(id, nodes)
  return nodes
}
