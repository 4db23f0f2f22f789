import Parser from 'markdown-it'
import { LIMITS } from './limits.ts'
import { classifyLink } from './links.ts'
import { useCode } from './markup/code.ts'
import { useContainers } from './markup/containers.ts'
import { useDirections } from './markup/directions.ts'
import { useEmbeds } from './markup/embeds.ts'
import { useEmoji } from './markup/emoji.ts'
import { useFootnotes } from './markup/footnotes.ts'
import { useHeadings } from './markup/headings.ts'
import { useImages } from './markup/images.ts'
import { useLinkify } from './markup/linkify.ts'
import { useMentions } from './markup/mentions.ts'
import { useQuotes } from './markup/quotes.ts'
import { useRawHtml } from './markup/raw-html.ts'
import { useSpoilers } from './markup/spoilers.ts'
import { useTables } from './markup/tables.ts'
import { useTaskLists } from './markup/task-lists.ts'
import { useTextRule } from './markup/text-rule.ts'
import { useThreadLinks } from './markup/thread-links.ts'

/**
 * The one Markdown parser. A line break is a line break (`breaks`), as people who write posts expect. markdown-it's
 * own HTML rules are off; `useRawHtml` puts stricter ones in their place. The rules that look over the finished
 * tokens run in the order in which they are listed.
 */
export const markdown = new Parser({ breaks: true, maxNesting: LIMITS.markdownNesting })
markdown.validateLink = (href) => classifyLink(href) !== null

for (const use of [
  useTextRule,
  useLinkify,
  useRawHtml,
  useContainers,
  useEmoji,
  useMentions,
  useSpoilers,
  useTaskLists,
  useFootnotes,
  useQuotes,
  useThreadLinks,
  useEmbeds,
  useImages,
  useHeadings,
  useDirections,
  useTables,
  useCode,
]) {
  use(markdown)
}
