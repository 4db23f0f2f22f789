import { describe, expect, it } from 'vitest'
import { bakePost } from './bake-post.server.ts'
import { findReferences } from './find-references.server.ts'
import { LIMITS } from './limits.ts'

describe('findReferences', () => {
  it('lists handles, threads and posts, each once', () => {
    const source = [
      'Hi @Ann, @captain.noodle. @ann and @Жанна',
      '> [@bo](/p/5):\n> with @carl',
      'https://forum.example/t/12/slug/3 and /t/13 and <https://forum.example/t/12>',
    ].join('\n\n')
    const { handles, threadIds, postIds } = findReferences(source)
    expect(handles).toEqual(['ann', 'captain.noodle', 'жанна', 'carl'])
    expect(threadIds.toSorted()).toEqual([12, 13])
    expect(postIds).toEqual([5])
  })

  it('looks at nothing in code, in links with words of their own, or in mail addresses', () => {
    const source = '`@ann` [x](/t/1) a@b.example [@c](/t/2)\n\n```\n@ann /t/3\n> [@x](/p/4):\n```\n\n    @ann'
    expect(findReferences(source)).toEqual({ handles: [], threadIds: [], postIds: [], fileKeys: [] })
  })

  it('lists files that are shown or linked to, outside code', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(32))
    const source = `![x](/files/${a}/960.jpg) [list](https://forum.example/files/${b}/file) \`/files/${c}/file\` ![x](/files/${a}/480.webp)`
    expect(findReferences(source).fileKeys).toEqual([a, b])
    expect(findReferences('![x](/files/../secret) ![x](/files/ABC/1.jpg)').fileKeys).toEqual([])
  })

  it('stops at the limits', () => {
    const many = (make: (i: number) => string) =>
      Array.from({ length: 1_000 }, (_, i) => make(i + 1)).join(' ')
    const source = `${many((i) => `@u${i}`)}\n\n${many((i) => `/t/${i}`)}\n\n`
    const quotes = Array.from({ length: 1_000 }, (_, i) => `> [@u](/p/${i + 1}):\n> x`).join('\n\n')
    const found = findReferences(source + quotes)
    expect(found.handles).toHaveLength(LIMITS.handles)
    expect(found.threadIds).toHaveLength(LIMITS.threads)
    expect(found.postIds).toHaveLength(LIMITS.posts)
  })

  it('names all that the bake can use', () => {
    const source = '@ann /t/1 https://forum.example/t/2/x\n\n> [@b](/p/3):\n> x @carl\n\n[^1]\n\n[^1]: @dan'
    const { handles, threadIds, postIds } = findReferences(source)
    const { html } = bakePost(
      source,
      {
        pictures: new Map(),
        members: new Map(handles.map((handle) => [handle, { handle }])),
        threads: new Map(threadIds.map((id) => [id, { title: `Thread ${id}`, href: `/t/${id}/x` }])),
        posts: new Map(postIds.map((id) => [id, { handle: 'b', href: `/p/${id}`, number: id }])),
      },
      { siteOrigin: 'https://forum.example' },
    )
    for (const shown of ['<bdi>ann', '<bdi>carl', '<bdi>dan', 'Thread 1', 'Thread 2', 'Go to post 3']) {
      expect(html).toContain(shown)
    }
  })
})
