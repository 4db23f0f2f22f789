import type { Reader } from '#app/domains/access/reader.ts'

/** A picture that a member put into a post; the size is in pixels. */
export type PictureView = { src: string; width: number; height: number }

/** Smaller ones are badges, buttons and smileys. */
const LEAST_WIDTH = 600

/**
 * The first large picture in the first post of a thread that the reader may see in full, or null. Only pictures that
 * lie on the site itself: one on a foreign host may be gone tomorrow, and the host would see every reader.
 */
export async function findOpeningPicture(reader: Reader, threadId: number): Promise<PictureView | null> {
  const post = await reader.db
    .selectFrom('post')
    .select('html')
    .where('thread_id', '=', threadId)
    .where('number', '=', 1)
    .where('state', '=', 'published')
    .where('html', 'like', '%<img src="/%')
    .executeTakeFirst()
  return post ? firstLargePicture(post.html) : null
}

/** Reads what the post pipeline bakes: source, then width and height as attributes. */
export function firstLargePicture(html: string): PictureView | null {
  for (const [tag, src] of html.matchAll(/<img src="(\/[^/"][^"]*)"[^>]*>/g)) {
    const width = Number(/ width="(\d+)"/.exec(tag)?.[1])
    const height = Number(/ height="(\d+)"/.exec(tag)?.[1])
    if (src && width >= LEAST_WIDTH && height > 0 && width > height) {
      return { src: src.replaceAll('&amp;', '&'), width, height }
    }
  }
  return null
}
