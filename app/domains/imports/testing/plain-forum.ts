import { bakePost } from '#app/domains/posts/pipeline/bake-post.server.ts'
import { findReferences } from '#app/domains/posts/pipeline/find-references.server.ts'
import type { ConversionContext } from '../markdown/conversion.ts'
import { Losses } from '../markdown/losses.ts'

export const ORIGIN = 'https://forum.kettle.example'

/**
 * A forum in which everybody in `people` is a member under the same name, topic 101 became thread 1 with posts 11 and
 * 12, and category 3 the space “support”.
 */
export function plainForum(
  people: readonly string[] = ['ada', 'magic.lixin', 'hd_', 'Ben'],
): ConversionContext {
  const handles = new Map(people.map((name) => [name.toLowerCase(), name]))
  return {
    origin: ORIGIN,
    polls: [],
    losses: new Losses(),
    links: {
      member: (name) => handles.get(name.toLowerCase()) ?? null,
      thread: (topic, number) =>
        topic === 101
          ? {
              path: number === null ? '/t/1/descaling' : `/t/1/descaling/${number}`,
              title: 'Descaling [a] kettle',
            }
          : null,
      post: (topic, number) => (topic === 101 && number <= 2 ? { id: 10 + number, handle: 'ada' } : null),
      space: (category) => (category === 3 || category === 'support' ? '/s/support' : null),
      topicBySlug: (slug) => (slug === 'descaling' ? 101 : null),
    },
  }
}

/** The HTML that the pipeline makes of a source, all that it names being known. */
export function bake(
  source: string,
  people: readonly string[] = ['ada', 'magic.lixin', 'hd_', 'Ben'],
): string {
  const known = new Map(people.map((name) => [name.toLowerCase(), { handle: name }]))
  const { threadIds, postIds } = findReferences(source)
  const references = {
    members: known,
    pictures: new Map(),
    threads: new Map(
      threadIds.map((id) => [id, { title: 'Descaling [a] kettle', href: `/t/${id}/descaling` }]),
    ),
    posts: new Map(
      postIds.map((id) => [id, { handle: 'ada', href: `/t/1/descaling#p${id - 10}`, number: id - 10 }]),
    ),
  }
  return bakePost(source, references, { siteOrigin: 'https://community.example' }).html
}
