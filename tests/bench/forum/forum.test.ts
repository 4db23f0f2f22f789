import { expect, test } from 'vitest'
import { bakePost } from '#app/domains/posts/pipeline/bake-post.server.ts'
import { NO_REFERENCES } from '#app/domains/posts/pipeline/references.ts'
import { forumOf, MILLION, planForum } from './plan-forum.ts'
import { createRandom, createRanks } from './random.ts'
import { createVocabulary } from './vocabulary.ts'
import { writePost } from './write-posts.ts'

const until = new Date('2026-11-01')
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

test('a plan has as many posts as asked for, in the order of time, and is the same in every run', () => {
  const size = forumOf(20_000)
  const plan = planForum(size, until)
  expect(sum(plan.threadSize)).toBe(20_000)
  expect(Math.min(...plan.threadSize)).toBe(1)
  expect(plan.postAt.every((at, post) => post === 0 || at >= plan.postAt[post - 1]!)).toBe(true)
  expect(plan.postAt.at(-1)).toBeLessThanOrEqual(until.getTime())
  // A thread begins with its first post.
  const first = new Map<number, number>()
  plan.postThread.forEach((thread, post) => first.has(thread) || first.set(thread, plan.postAt[post]!))
  expect([...first].every(([thread, at]) => plan.threadAt[thread] === at)).toBe(true)
  expect(planForum(size, until)).toEqual(plan)
  expect(planForum(size, until, 2)).not.toEqual(plan)
})

test('a million posts are spread as in a real forum: most threads short, a few endless, a few writers busy', () => {
  const { threadSize, postAuthor } = planForum(MILLION, until)
  const sizes = threadSize.toSorted()
  expect(sizes[sizes.length / 2]).toBeLessThanOrEqual(5)
  expect(sizes.at(-1)).toBeGreaterThan(5_000)
  const posts = new Uint32Array(MILLION.members)
  for (const author of postAuthor) posts[author]! += 1
  posts.sort()
  expect(posts.filter((count) => count === 0).length).toBeGreaterThan(MILLION.members / 3)
  const busiest = sum(posts.slice(-MILLION.members / 100))
  expect(busiest / MILLION.posts).toBeGreaterThan(0.3)
})

test('posts are stored as the pipeline would have stored them', () => {
  const vocabulary = createVocabulary(5_000)
  const random = createRandom(4)
  for (const language of ['en', 'de', 'ja'] as const)
    for (let post = 0; post < 60; post++) {
      const { language: _, ...written } = writePost(vocabulary, random, language)
      const { html, text, excerpt } = bakePost(written.source, NO_REFERENCES, {
        siteOrigin: 'http://localhost:3000',
      })
      expect(written).toEqual({ source: written.source, html, text, excerpt })
    }
})

test('ranks are drawn as often as their weights say', () => {
  const draw = createRanks(50, { exponent: 1, shift: 1 })
  const random = createRandom(1)
  const drawn = new Uint32Array(50)
  for (let at = 0; at < 200_000; at++) drawn[draw(random)]! += 1
  const weights = Array.from({ length: 50 }, (_, rank) => 1 / (rank + 1))
  for (const rank of [0, 1, 9, 49])
    expect(drawn[rank]! / 200_000).toBeCloseTo(weights[rank]! / sum(weights), 2)
})
