import { expect, it } from 'vitest'
import { topicsOf } from './topics.ts'

const row = (...slugs: string[]) => ({ tags: slugs.map((slug) => ({ slug, name: slug.toUpperCase() })) })

it('names each tag once, the commonest first, and at most a dozen', () => {
  expect(topicsOf([row('tents', 'winter'), row('winter'), row()])).toEqual([
    { slug: 'winter', name: 'WINTER' },
    { slug: 'tents', name: 'TENTS' },
  ])
  expect(topicsOf(Array.from({ length: 20 }, (_, i) => row(`tag-${i}`)))).toHaveLength(12)
  expect(topicsOf([])).toEqual([])
})
