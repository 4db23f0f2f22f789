import type { Page } from './page-content.ts'

export interface Entry {
  key: string
  page: Page
  /** Times in milliseconds: sent without a look, sent while another one is made, never sent again. */
  freshUntil: number
  deadAt: number
  /** After a failed refresh: when to try again. */
  retryAt: number
  hits: number
  bytes: number
}

/** What an entry and each of its tags cost besides the bodies; measured generously. */
const ENTRY_BYTES = 2_048
const TAG_BYTES = 160

export type PageStore = ReturnType<typeof createPageStore>

/**
 * Pages in memory, bounded by bytes: the page that was not asked for the longest goes first. A page above
 * `maxEntryBytes` is not taken at all.
 */
export function createPageStore({ maxBytes, maxEntryBytes }: { maxBytes: number; maxEntryBytes: number }) {
  // In order of use: a Map keeps the order of insertion.
  const entries = new Map<string, Entry>()
  const byTag = new Map<string, Set<Entry>>()
  let bytes = 0
  let evicted = 0

  function remove(entry: Entry): void {
    if (entries.get(entry.key) !== entry) return
    entries.delete(entry.key)
    bytes -= entry.bytes
    for (const tag of entry.page.tags) {
      const tagged = byTag.get(tag)
      tagged?.delete(entry)
      if (tagged?.size === 0) byTag.delete(tag)
    }
  }

  /** Counts an entry's bytes anew and makes room. */
  function weigh(entry: Entry): void {
    if (entries.get(entry.key) !== entry) return
    bytes -= entry.bytes
    entry.bytes = sizeOf(entry)
    bytes += entry.bytes
    for (const oldest of entries.values()) {
      if (bytes <= maxBytes) break
      remove(oldest)
      evicted++
    }
  }

  return {
    /** Finds without using: the order stays. */
    peek: (key: string) => entries.get(key),
    use(entry: Entry): void {
      entry.hits++
      entries.delete(entry.key)
      entries.set(entry.key, entry)
    },
    put(fresh: Omit<Entry, 'hits' | 'bytes' | 'retryAt'>): void {
      const before = entries.get(fresh.key)
      if (before) remove(before)
      // The smaller variants bring it back when somebody asks.
      if (fresh.page.variants.gzip) delete fresh.page.variants.identity
      const entry: Entry = { ...fresh, hits: 0, retryAt: 0, bytes: 0 }
      if (sizeOf(entry) > maxEntryBytes) return
      entries.set(entry.key, entry)
      for (const tag of entry.page.tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(entry))
      weigh(entry)
    },
    remove,
    weigh,
    removeTagged(tags: readonly string[]): void {
      for (const tag of tags) for (const entry of [...(byTag.get(tag) ?? [])]) remove(entry)
    },
    clear(): void {
      entries.clear()
      byTag.clear()
      bytes = 0
    },
    stats: () => ({ entries: entries.size, bytes, maxBytes, evicted }),
  }
}

function sizeOf({ key, page }: Entry): number {
  const { br, gzip, identity } = page.variants
  const bodies = (br?.body.length ?? 0) + (gzip?.body.length ?? 0) + (identity?.body.length ?? 0)
  const headers = page.headers.reduce((sum, text) => sum + text.length, 0)
  return ENTRY_BYTES + key.length + headers + bodies + page.tags.length * TAG_BYTES
}
