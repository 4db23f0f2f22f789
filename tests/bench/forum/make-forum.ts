import { parseEnv } from '#app/platform/env.ts'
import { createPlatform } from '#app/platform/create-platform.ts'
import { createLog } from '#app/platform/log.ts'
import { forumOf, MILLION, planForum } from './plan-forum.ts'
import { writeForum } from './write-forum.ts'

// node tests/bench/forum/make-forum.ts <data folder> [posts]: a forum to try things on, a million posts unless told.

const [data, posts] = process.argv.slice(2)
if (!data) throw new Error('Say where: node tests/bench/forum/make-forum.ts /tmp/forum 100000')
const size = posts ? forumOf(Number(posts)) : MILLION
const platform = await createPlatform(parseEnv({ GUILDHALL_DATA: data, LOG_LEVEL: 'error' }), {
  applicationName: 'guildhall bench',
  log: createLog({ level: 'error' }),
})
const began = performance.now()
const said = (step: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1)} s  ${step}`)
try {
  await writeForum(platform, planForum(size, new Date('2026-11-01')), said)
  said('done')
} finally {
  await platform.close()
}
