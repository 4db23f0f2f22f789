import type { Env } from 'markdown-it'
import type { References } from './references.ts'

/** What the Markdown rules know about the post at hand; travels in markdown-it's `env`. */
export interface PostEnvironment {
  references: References
  /** Null while references are collected: then every host counts as ours. */
  siteOrigin: string | null
  /** Stands before every id in the HTML, so that posts can share a page. */
  idPrefix: string
  /** Labels of the footnotes that the post defines. */
  footnoteLabels: Set<string>
  /** Characters of code that may still be highlighted. */
  highlightBudget: number
}

/** Wraps a post's environment for markdown-it. */
export function toEnv(post: PostEnvironment): Env {
  return { post }
}

/** The post's environment inside a rule. */
export function postOf(env: Env | undefined): PostEnvironment {
  return env?.['post'] as PostEnvironment
}
