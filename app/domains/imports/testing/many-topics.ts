import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KETTLE_FORUM } from './import-checks.ts'

/** Writes the small forum `times` times into a folder, with other ids: enough topics for several batches. */
export async function writeManyTopics(folder: string, times: number): Promise<void> {
  const source = join(KETTLE_FORUM, 'topics')
  for (const name of await readdir(source)) {
    const text = await readFile(join(source, name), 'utf8')
    for (let copy = 0; copy < times; copy++) {
      await writeFile(join(folder, `${copy}-${name}`), renumber(text, copy))
    }
  }
}

/** Topics are numbered from 101, posts from 1001; both are moved to ranges of their own. */
function renumber(text: string, copy: number): string {
  const topic = JSON.parse(text) as {
    id: number
    post_stream: { stream: number[]; posts: { id: number; topic_id: number; cooked: string }[] }
  }
  topic.id += copy * 100
  topic.post_stream.stream = topic.post_stream.stream.map((id) => id + copy * 100)
  for (const post of topic.post_stream.posts) {
    post.id += copy * 100
    post.topic_id = topic.id
    post.cooked = post.cooked.replaceAll('data-topic="101"', `data-topic="${101 + copy * 100}"`)
  }
  return JSON.stringify(topic)
}
