import type { FeedWords } from './feed.view.ts'
import { escape, readerHtml } from './reader-html.ts'

/** Bytes of posts in one feed; what is above is told by its first lines. */
const MOST_BYTES = 512 * 1024

type Post = { html: string | null; excerpt: string; url: string }

/** Makes the content of one post after the other for readers, as long as a feed may still grow. */
export function contentWithin(words: FeedWords, mostBytes = MOST_BYTES) {
  let room = mostBytes
  return (post: Post): string => {
    const whole = post.html === null ? null : readerHtml(post.html, { url: post.url, hidden: words.hidden })
    const bytes = whole === null ? Infinity : Buffer.byteLength(whole)
    if (whole === null || bytes > room) return beginning(post, words)
    room -= bytes
    return whole
  }
}

const beginning = ({ excerpt, url }: Post, words: FeedWords) =>
  `<p>${escape(excerpt)}</p><p><a href="${escape(url)}">${escape(words.readOn)}</a></p>`
