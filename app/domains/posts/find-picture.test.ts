import { expect, it } from 'vitest'
import { bakePost } from './pipeline/bake-post.server.ts'
import { NO_REFERENCES } from './pipeline/references.ts'
import { firstLargePicture } from './find-picture.queries.server.ts'

const pictureOf = (source: string) =>
  firstLargePicture(
    bakePost(source, NO_REFERENCES, { siteOrigin: 'http://localhost:3000', idPrefix: 'p1-' }).html,
  )

it('is the first one that is large, of known size and on the site itself', () => {
  const source = [
    '![badge|120x80](/badge.png)',
    '![elsewhere|1200x600](https://pictures.example/far.jpg)',
    '![of any size](/unknown.jpg)',
    '![portrait|900x1600](/tall.jpg)',
    '![the ridge|1200x600](/demo/ridge.svg?a=1&b=2 "At dusk")',
    '![the lake|1200x600](/demo/lake.svg)',
  ].join('\n\n')
  expect(pictureOf(source)).toEqual({ src: '/demo/ridge.svg?a=1&b=2', width: 1200, height: 600 })
})

it('is none where a post only writes about one', () => {
  expect(pictureOf('`<img src="/demo/ridge.svg" width="1200" height="600">`')).toBeNull()
  expect(pictureOf('No picture at all')).toBeNull()
})
