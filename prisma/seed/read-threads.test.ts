import { expect, it } from 'vitest'
import { readThreads } from './read-threads.ts'

const thread = `=== A title
key: a-title
tags: tents, winter
from: 1d2h
to: 5m
--- ember-and-oak, 3 likes
First line.

---
After a rule.
*** closed by bivvy_bea
--- 山の音, to 1, accepted, hidden by bivvy_bea (a reason: with a colon)
Reply.
`

it('reads threads, posts, marks and events', () => {
  const [read] = readThreads(thread, 'x.md')
  expect(read).toMatchObject({
    title: 'A title',
    key: 'a-title',
    tags: ['tents', 'winter'],
    from: 93_600_000,
    to: 300_000,
  })
  expect(read!.posts).toMatchObject([
    { author: 'ember-and-oak', likes: 3, source: 'First line.\n\n---\nAfter a rule.', concealed: null },
    {
      author: '山の音',
      replyTo: 1,
      accepted: true,
      source: 'Reply.',
      concealed: { state: 'hidden', by: 'bivvy_bea' },
    },
  ])
  expect(read!.events).toEqual([{ type: 'closed', actor: 'bivvy_bea', after: 1 }])
})

it.each([
  ['words before a thread', 'hello', 'x.md:1: text before the first thread'],
  ['an unknown field', '=== A\ncolour: red', 'x.md:2: “colour: red” is no field of a thread'],
  ['an unknown mark', '=== A\nkey: a\n--- bea, 3 lieks', 'x.md:3: “3 lieks” says nothing about a post'],
  ['a wrong age', '=== A\nfrom: soon', 'x.md:2: “soon” is no age: write it as 4m, 5h, 3d4h, 2w or 1y'],
])('tells where %s stand', (_what, text, message) => {
  expect(() => readThreads(text, 'x.md')).toThrow(message)
})
