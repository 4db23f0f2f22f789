import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import type { PostRefView } from '#app/domains/threads/thread.view.ts'
import { diffVersions, type DiffPiece } from './diff-versions.ts'
import { findWrittenPost } from './find-written-post.server.ts'

/** Versions that one page shows, the newest. */
const MOST = 30

export type PostHistoryView = {
  post: { id: number; number: number; href: string; threadId: number }
  thread: { title: string; space: { slug: string; name: string } }
  versions: {
    number: number
    at: string
    editor: PostRefView['author'] | null
    reason: string
    /** What changed since the version before; of the first, all of it. */
    title: DiffPiece[] | null
    body: DiffPiece[]
  }[]
  /** Whether there were more before these. */
  more: boolean
}

type Row = {
  number: number
  title: string | null
  source: string
  reason: string
  created_at: Date
  editor: PostRefView['author'] | null
}

/** What a post said before, the newest version first; null where the reader sees no such post. */
export async function readPostHistory(reader: Reader, postId: number): Promise<PostHistoryView | null> {
  const post = await findWrittenPost(reader, postId)
  if (!post || post.state === 'deleted') return null
  const { rows } = await sql<Row>`
    select r.number, r.title, r.source, r.reason, r.created_at,
      case when m.id is not null then jsonb_build_object('handle', m.handle, 'name', m.display_name, 'kind', m.kind) end
        as editor
    from post_revision r left join member m on m.id = r.editor_id
    where r.post_id = ${postId}::int order by r.number desc limit ${MOST + 1}::int`.execute(reader.db)
  const { thread, number } = post
  return {
    post: { id: post.id, number, href: postHref(thread, number), threadId: thread.id },
    thread: { title: thread.title, space: { slug: thread.space_slug, name: thread.space_name } },
    versions: rows.slice(0, MOST).map((row, at) => toVersion(row, rows[at + 1])),
    more: rows.length > MOST,
  }
}

function toVersion(row: Row, before: Row | undefined): PostHistoryView['versions'][number] {
  return {
    number: row.number,
    at: row.created_at.toISOString(),
    editor: row.editor,
    reason: row.reason,
    title:
      row.title === null || row.title === before?.title ? null : diffVersions(before?.title ?? '', row.title),
    body: before ? diffVersions(before.source, row.source) : [{ text: row.source, was: 'same' }],
  }
}
