import type { RenderedPage } from './page.ts'

/** A rendered page and when it was made (milliseconds). */
export interface StoredPage extends RenderedPage {
  madeAt: number
}

/**
 * Pages that several processes share. None of these rejects or takes longer than a moment: a second level that is away
 * has nothing.
 */
export interface SecondLevel {
  /**
   * What is stored under `key`, and a mark of this moment for `set`. Ask before rendering: the mark is how a page that
   * was purged while it was being made is told. Null when the level is away.
   */
  get(key: string): Promise<{ page: StoredPage | null; mark: string } | null>
  set(key: string, page: StoredPage, mark: string): Promise<void>
  /** No later `get` of this process finds a page with one of the tags, even if this fails. */
  purgeTags(tags: readonly string[]): Promise<void>
  clear(): Promise<void>
}
