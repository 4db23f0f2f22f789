import type { SimilarThreadsView } from '#app/domains/search/search.view.ts'
import type { FormRefusal } from '#app/http/form.ts'

/** A form that comes back with what was typed: something has to change, or it was only looked at or saved. */
export type Written = FormRefusal & {
  /** What it will look like: HTML of the pipeline. */
  preview?: string
  /** When the draft was saved; null where there was nothing to save. */
  savedAt?: string | null
  /** Conversations that sound like the title. */
  similar?: SimilarThreadsView['threads']
}
