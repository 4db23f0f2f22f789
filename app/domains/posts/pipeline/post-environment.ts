import type { Env } from 'markdown-it'
import { LIMITS } from './limits.ts'
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
  insideFootnote: boolean
  /** Characters of code that may still be highlighted. */
  highlightBudget: number
  /** Cells of tables that may still be drawn. */
  cellBudget: number
}

/** A fresh environment with all allowances. */
export function newPost(
  references: References,
  siteOrigin: string | null,
  idPrefix: string,
): PostEnvironment {
  return {
    references,
    siteOrigin,
    idPrefix,
    footnoteLabels: new Set(),
    insideFootnote: false,
    highlightBudget: LIMITS.highlightPost,
    cellBudget: LIMITS.tableCells,
  }
}

/** Wraps a post's environment for markdown-it. */
export function toEnv(post: PostEnvironment): Env {
  return { post }
}

/** The post's environment inside a rule. */
export function postOf(env: Env | undefined): PostEnvironment {
  return env?.['post'] as PostEnvironment
}
