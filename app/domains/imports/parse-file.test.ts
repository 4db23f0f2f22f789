import { describe, expect, it } from 'vitest'
import { parseTopic } from './parse-file.ts'

const post = {
  id: 7,
  post_number: 1,
  user_id: 3,
  username: 'ada',
  created_at: '2020-01-02T03:04:05.678Z',
  cooked: '<p>hello</p>',
}
const topic = {
  id: 5,
  title: 'Hello',
  created_at: '2020-01-02T03:04:05.678Z',
  post_stream: { posts: [post] },
}

function parse(json: unknown) {
  const bytes = Buffer.isBuffer(json)
    ? json
    : Buffer.from(typeof json === 'string' ? json : JSON.stringify(json))
  return parseTopic('posts/5.json', bytes)
}

function messageOf(json: unknown): string {
  try {
    parse(json)
    return 'no error'
  } catch (error) {
    return (error as Error).message
  }
}

describe('parseTopic', () => {
  it('reads a topic with nothing but what must be there', () => {
    const { post_stream, ...read } = parse(topic)
    expect(read).toMatchObject({ id: 5, title: 'Hello', views: 0, closed: false, visible: true, tags: [] })
    expect(post_stream.posts[0]).toMatchObject({
      post_type: 1,
      version: 1,
      hidden: false,
      actions_summary: [],
    })
    expect(post_stream.posts[0]?.created_at).toEqual(new Date('2020-01-02T03:04:05.678Z'))
  })

  it('takes out what the database can’t hold', () => {
    expect(parse({ ...topic, title: 'a\0b\ud800' }).title).toBe('ab\ufffd')
  })

  it('takes tags as words or as objects', () => {
    expect(parse({ ...topic, tags: ['a', { id: 1, name: 'b' }, ' a ', ''] }).tags).toEqual(['a', 'b'])
  })

  it.each<[string, unknown, RegExp]>([
    ['broken JSON', '{"id":', /“posts\/5.json” is not valid JSON: .*Nothing was changed/],
    [
      'another encoding',
      Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xe9]), Buffer.from('"}')]),
      /not valid JSON/,
    ],
    ['a list', [], /a topic with its post_stream is expected/],
    ['something else', { id: 1 }, /a topic with its post_stream is expected/],
    ['a missing title', { ...topic, title: undefined }, /is not as Discourse writes it: title: /],
    ['an empty title', { ...topic, title: ' ' }, /title: is empty/],
    ['no posts', { ...topic, post_stream: { posts: [] } }, /post_stream\.posts: holds no post/],
    [
      'a post without words',
      { ...topic, post_stream: { posts: [{ ...post, cooked: null }] } },
      /post_stream\.posts\[0\]\.cooked: /,
    ],
    ['a wrong time', { ...topic, created_at: 'yesterday' }, /created_at: /],
    ['an id beyond all numbers', { ...topic, id: 1e300 }, /id: /],
  ])('tells file and field of %s', (_, json, message) => {
    expect(messageOf(json)).toMatch(message)
  })

  it('bears nesting without end', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    expect(parse(JSON.stringify(topic).replace('{', `{"junk":${deep},`)).id).toBe(5)
  })
})
