import type { DiscoursePost } from '../discourse.schema.ts'
import { lineOf, parseHtml } from '../markdown/html-tree.ts'
import type { ConversionContext } from '../markdown/conversion.ts'
import { find } from '../markdown/html-tree.ts'
import type { EventInsert } from './converted-rows.ts'

/** Discourse's action codes, and the kind of event that says the same here. */
const TYPES: Readonly<Record<string, string>> = {
  'closed.enabled': 'closed',
  'closed.disabled': 'opened',
  'autoclosed.enabled': 'closed',
  'autoclosed.disabled': 'opened',
  'archived.enabled': 'archived',
  'archived.disabled': 'unarchived',
  'pinned.enabled': 'pinned',
  'pinned.disabled': 'unpinned',
  'pinned_globally.enabled': 'pinned-site',
  'pinned_globally.disabled': 'unpinned',
  'visible.enabled': 'listed',
  'visible.disabled': 'unlisted',
  split_topic: 'split',
}

/** A small action as a thread event; what a moderator said with it and where posts went stand in its parameters. */
export function convertEvent(
  post: DiscoursePost,
  place: { id: number; threadId: number; actorId: number | null },
  context: ConversionContext,
): EventInsert {
  const code = post.action_code ?? ''
  const type = TYPES[code]
  if (type === undefined) context.losses.add('action-without-meaning', code || `post ${post.id}`)
  return {
    id: place.id,
    thread_id: place.threadId,
    number: post.post_number,
    type: type ?? 'other',
    params: { ...(type === undefined && code !== '' ? { action: code } : {}), ...said(post, type, context) },
    actor_id: place.actorId,
    created_at: post.created_at.toISOString(),
  }
}

function said(
  post: DiscoursePost,
  type: string | undefined,
  context: ConversionContext,
): EventInsert['params'] {
  const tree = parseHtml(post.cooked)
  const words = lineOf(tree)
  if (words === '') return {}
  if (type !== 'split') return { note: words }
  const link = find(tree, (child) => child.name === 'a')
  const topic = /\/t\/(?:[^/]+\/)?(\d+)/.exec(link?.attributes['href'] ?? '')?.[1]
  const target = topic === undefined ? null : context.links.thread(Number(topic), null)
  const posts = Number(/^\d+/.exec(words)?.[0] ?? 1)
  return target ? { posts, to: target.path, title: target.title } : { posts, note: words }
}
