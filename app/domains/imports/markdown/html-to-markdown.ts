import { joinBlocks } from './block.ts'
import { blocksOf } from './blocks.ts'
import type { ConversionContext } from './conversion.ts'
import { parseHtml } from './html-tree.ts'

// An own walker over htmlparser2's events, and no general converter: half of what a post holds is particular
// to Discourse (quotes, preview cards, lightboxes, polls, mentions) and would be hooks anyway; escapes must be
// those of this dialect, exact in both directions; and it has to be fast enough for a million posts.

/**
 * Turns the HTML that Discourse made of a post back into Markdown of our dialect, saying the same: whatever is
 * visible stays visible, in the same order; what can't be carried as it was is counted in `context.losses`.
 * Never throws on any input.
 */
export function htmlToMarkdown(html: string, context: ConversionContext): string {
  return joinBlocks(blocksOf(parseHtml(html).children, context))
    .join('\n')
    .trim()
}
