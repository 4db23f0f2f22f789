import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { escapeLineStart, escapeText } from '#app/domains/imports/markdown/escape-text.ts'
import { findPost } from '#app/domains/threads/thread-page.queries.server.ts'

/** Characters of a post that a quote begins with; the rest is a click away. */
const MOST = 700

/**
 * The beginning of a reply that quotes a post: its words in the way that the pipeline reads as a quote of it. What the post
 * does not show (comments, spoilers, quotes within it) is not in them. Empty where the reader may not read the post.
 */
export async function quotePost(reader: Reader, postId: number): Promise<string> {
  if (!(await findPost(reader, postId))) return ''
  const { rows } = await sql<{ text: string; handle: string }>`
    select p.text, m.handle from post p join member m on m.id = p.author_id
    where p.id = ${postId}::int and p.state = 'published' and m.kind <> 'erased'`.execute(reader.db)
  const [post] = rows
  return post?.text ? `> [@${post.handle}](/p/${postId}):\n> ${asMarkdown(shorten(post.text))}\n\n` : ''
}

function asMarkdown(text: string): string {
  return escapeLineStart(escapeText(text, { before: '', after: '', inLink: false, inTable: false }))
}

/** Cuts at a word, and marks the cut. */
function shorten(text: string): string {
  if (text.length <= MOST) return text
  const end = text.lastIndexOf(' ', MOST)
  return `${text.slice(0, end > MOST / 2 ? end : MOST).toWellFormed()} …`
}
