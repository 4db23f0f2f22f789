import type { Settings } from './requests.ts'
import { wordsOf } from './words.ts'

export type Document = Record<string, unknown>

/** What an index has before anybody changed it, as far as we look at it. */
const DEFAULTS: Settings = {
  displayedAttributes: ['*'],
  searchableAttributes: ['*'],
  filterableAttributes: [],
  sortableAttributes: [],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [],
  nonSeparatorTokens: [],
  separatorTokens: [],
  dictionary: [],
  synonyms: {},
  distinctAttribute: null,
  proximityPrecision: 'byWord',
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: false,
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: null,
  localizedAttributes: null,
  facetSearch: true,
  prefixSearch: 'indexingTime',
}

/** One index: its documents, and which of them have a word. */
export class Index {
  primaryKey: string | null
  settings: Settings = structuredClone(DEFAULTS)
  readonly documents = new Map<string, Document>()
  private ordinals: (string | null)[] = []
  private readonly ordinalOf = new Map<string, number>()
  private postings = new Map<string, number[]>()

  constructor(primaryKey: string | null) {
    this.primaryKey = primaryKey
  }

  put(id: string, document: Document): void {
    this.remove(id)
    this.documents.set(id, document)
    const ordinal = this.ordinals.push(id) - 1
    this.ordinalOf.set(id, ordinal)
    const words = new Set(this.searchable().flatMap((name) => this.wordsIn(document, name)))
    for (const word of words) {
      const list = this.postings.get(word)
      if (list) list.push(ordinal)
      else this.postings.set(word, [ordinal])
    }
  }

  remove(id: string): boolean {
    const ordinal = this.ordinalOf.get(id)
    if (ordinal !== undefined) this.ordinals[ordinal] = null
    this.ordinalOf.delete(id)
    return this.documents.delete(id)
  }

  change(settings: Settings): void {
    for (const [name, value] of Object.entries(settings) as [keyof Settings, unknown][]) {
      const present: unknown = this.settings[name]
      const merged = isRecord(value) && isRecord(present) ? { ...present, ...value } : value
      Object.assign(this.settings, { [name]: structuredClone(merged ?? DEFAULTS[name]) })
    }
    const documents = [...this.documents]
    this.postings = new Map()
    this.ordinals = []
    this.ordinalOf.clear()
    for (const [id, document] of documents) this.put(id, document)
  }

  /** The searchable attributes, the most important one first. */
  searchable(): string[] {
    const names = this.settings.searchableAttributes ?? ['*']
    if (!names.includes('*')) return names
    return [...new Set([...this.documents.values()].flatMap((document) => Object.keys(document)))]
  }

  wordsIn(document: Document, name: string): string[] {
    const value = document[name]
    return wordsOf(Array.isArray(value) ? value.join(' ; ') : value === undefined ? '' : String(value))
  }

  vocabulary(): IterableIterator<string> {
    return this.postings.keys()
  }

  /** The ids of the documents that have a word. */
  withWord(word: string): string[] {
    return (this.postings.get(word) ?? []).flatMap((ordinal) => this.ordinals[ordinal] ?? [])
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
