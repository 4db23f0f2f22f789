import { readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cardHref } from '#app/domains/cards/card-address.ts'
import { CARD_HEIGHT, CARD_WIDTH } from '#app/domains/cards/card.view.ts'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { whileDatabaseIsAway } from '#tests/support/database-away.ts'
import { scratchFolder } from '#tests/support/scratch-folder.ts'
import { testSite } from '#tests/support/site.ts'

const data = await scratchFolder()
// The painter is killed on purpose; what the log says about it helps nobody.
const site = await testSite({ GUILDHALL_DATA: data, LOG_LEVEL: 'fatal' })
const { kysely } = site.db
const { cards, metrics } = site.server.services

let ann: Awaited<ReturnType<typeof makeMember>>
let walks: Awaited<ReturnType<typeof makeSpace>>
let lab: Awaited<ReturnType<typeof makeSpace>>
/** A rule that shows a teaser to those who may not read. */
let teased: number
let serial = 0

beforeAll(async () => {
  ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann <& "Co"' })
  walks = await makeSpace(kysely, { slug: 'walks', name: 'Walks & talks', description: 'On foot' })
  lab = await makeSpace(kysely, { slug: 'lab', rule_id: 2 })
  const rule = await kysely
    .insertInto('access_rule')
    .values({ name: 'Backers', expression: JSON.stringify({ is: 'grant', key: 'backers' }), teaser: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  teased = rule.id
  // Before the first request: spaces are kept in memory from then on.
  await makeSpace(kysely, { slug: 'backers', rule_id: teased })
})

type Draft = Parameters<typeof makeThread>[1]
/** A thread with a picture that nobody has asked for yet. */
const thread = (draft: Partial<Draft> = {}) =>
  makeThread(kysely, {
    space: walks,
    title: `Walk ${(serial += 1)}`,
    posts: [{ authorId: ann.id, source: 'On foot' }],
    ...draft,
  })

/** The present address of a picture, as any other address of it tells. */
async function addressOf(path: string): Promise<string> {
  const answer = await site.get(`${path}/0.png`)
  expect(answer.status, path).toBe(302)
  return answer.headers.get('location') ?? ''
}
const ofThread = ({ id }: { id: number }) => addressOf(`/card/thread/${id}`)

async function picture(path: string): Promise<Buffer> {
  const answer = await site.get(path)
  expect(answer.status, path).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

const drawn = async () =>
  (await metrics.cards.get()).values.find(({ labels }) => labels.outcome === 'drawn')?.value ?? 0

describe('the picture', () => {
  test.each([
    ['a thread', async () => ofThread(await thread())],
    ['a space', () => addressOf('/card/space/walks')],
    ['the site', () => addressOf('/card/site')],
  ])('of %s is a PNG of the size that networks ask for, for ever and for any site', async (_, find) => {
    const answer = await site.get(await find())
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    })
    expect(answer.headers.get('set-cookie')).toBeNull()
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.length).toBeLessThan(70_000)
    const { format, width, height } = await sharp(bytes).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: CARD_WIDTH, height: CARD_HEIGHT })
    // Every pixel can be read.
    await sharp(bytes).stats()
  })

  test('lies where cardHref says, from what pages have in their hands', async () => {
    const one = await thread({ title: 'A walk' })
    const view = {
      id: one.id,
      title: 'A walk',
      space: { name: walks.name, hue: 195 },
      author: { handle: 'ann', name: 'Ann <& "Co"', kind: 'member' as const },
      replies: 0,
    }
    await kysely.updateTable('space').set({ hue: 195 }).where('id', '=', walks.id).execute()
    const { name, tagline, locale, theme } = await site.server.services.settings.site()
    const href = cardHref({ name, tagline, locale, theme }, { thread: view })
    expect(href).toMatch(new RegExp(`^/card/thread/${one.id}/[0-9a-f]{16}\\.png$`))
    expect(await ofThread(one)).toBe(href)
    await picture(href)
  })

  test('shows its title: another one has other pixels, the same one the same bytes', async () => {
    const titles = ['Tents', 'Stoves', 'Tents']
    const seed = await thread()
    const pictures = []
    for (const title of titles) {
      await kysely.updateTable('thread').set({ title }).where('id', '=', seed.id).execute()
      pictures.push(await picture(await ofThread(seed)))
    }
    const [tents, stoves, again] = await Promise.all(pictures.map((one) => sharp(one).raw().toBuffer()))
    expect(again?.equals(tents ?? Buffer.of())).toBe(true)
    const different = (tents ?? Buffer.of()).filter((value, at) => value !== stoves?.[at]).length
    expect(different).toBeGreaterThan(10_000)
  })

  test('answers HEAD as it answers GET, without a body', async () => {
    const href = await ofThread(await thread())
    const [head, whole] = [await site.get(href, { method: 'HEAD' }), await site.get(href)]
    expect(await head.text()).toBe('')
    for (const name of ['content-type', 'content-length', 'cache-control', 'vary'])
      expect(head.headers.get(name), name).toBe(whole.headers.get(name))
  })

  test('is the same for whoever asks, in whatever language', async () => {
    const href = await ofThread(await thread())
    const cookie = await site.signIn(ann.accountId)
    const whole = await picture(href)
    const asked: Record<string, string>[] = [
      { cookie },
      { 'accept-language': 'ar' },
      { authorization: 'Bearer x' },
    ]
    for (const headers of asked) {
      const answer = await site.get(href, { headers })
      expect(Buffer.from(await answer.arrayBuffer()).equals(whole)).toBe(true)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    }
  })

  test('is drawn once, however many ask at once, and lies on the disk afterwards', async () => {
    const before = await drawn()
    const href = await ofThread(await thread())
    const answers = await Promise.all(Array.from({ length: 50 }, () => picture(href)))
    expect(new Set(answers.map((bytes) => bytes.toString('base64'))).size).toBe(1)
    await picture(href)
    expect((await drawn()) - before).toBe(1)
  })

  test('is drawn anew where its file was cut short', async () => {
    const href = await ofThread(await thread())
    const whole = await picture(href)
    const before = await drawn()
    const folder = join(data, 'cards')
    for (const name of await readdir(folder)) {
      const file = await readFile(join(folder, name))
      await truncate(join(folder, name), file.length - 10)
    }
    expect((await picture(href)).equals(whole)).toBe(true)
    expect((await drawn()) - before).toBe(1)
  })
})

describe('its address', () => {
  test('changes with what is shown, and old ones lead to the present one', async () => {
    const one = await thread({ title: 'Before' })
    const old = await ofThread(one)
    await kysely.updateTable('thread').set({ title: 'After' }).where('id', '=', one.id).execute()
    const answer = await site.get(old)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
    const present = answer.headers.get('location') ?? ''
    expect(present).not.toBe(old)
    await picture(present)
  })

  test('of a space that was renamed leads to the present one', async () => {
    await kysely.insertInto('space_slug').values({ slug: 'hikes', space_id: walks.id }).execute()
    const present = await addressOf('/card/space/walks')
    expect(await addressOf('/card/space/hikes')).toBe(present)
  })

  test('changes for everything when the site gets another name', async () => {
    const { bus } = site.server.platform
    const one = await thread()
    const find = () => Promise.all([ofThread(one), addressOf('/card/space/walks'), addressOf('/card/site')])
    const before = await find()
    await saveSiteSettings(kysely, bus, { 'site.name': 'Tarnmoor' })
    await bus.caughtUp()
    const after = await find()
    expect(after.filter((href, at) => href === before[at])).toEqual([])
  })
})

describe('what visitors may not see', () => {
  /** All of an answer but what belongs to the moment. */
  async function answerTo(path: string, as?: string) {
    const answer = await site.get(path, as ? { as } : {})
    const { date: _date, 'x-request-id': _id, ...headers } = Object.fromEntries(answer.headers)
    return { status: answer.status, headers, body: await answer.text() }
  }

  test('has the same answer as what never was, for whoever asks', async () => {
    const hidden = [
      await thread({ space: lab }),
      await thread({ columns: { state: 'hidden' } }),
      await thread({ columns: { state: 'held' } }),
      await thread({ columns: { state: 'deleted' } }),
      await thread({ columns: { rule_id: teased, own_rule: true } }),
    ]
    const nothing = await answerTo('/card/thread/765432/0.png')
    expect(nothing.status).toBe(404)
    expect(nothing.headers['cache-control']).toBe('private, no-store')
    const cookie = await site.signIn(ann.accountId)
    const admin = await makeMember(kysely, { role: 'admin' })
    for (const path of [
      ...hidden.map(({ id }) => `/card/thread/${id}/0.png`),
      '/card/space/lab/0.png',
      '/card/space/backers/0.png',
      '/card/space/no-such-space/0.png',
      '/card/thread/word/0.png',
      '/card/thread/99999999999999/0.png',
      '/card/thread/-1/0.png',
    ]) {
      expect(await answerTo(path), path).toEqual(nothing)
      expect(await answerTo(path, cookie), path).toEqual(nothing)
      expect(await answerTo(path, await site.signIn(admin.accountId)), path).toEqual(nothing)
    }
  })

  test('has no picture any more from the moment on when it is hidden', async () => {
    const one = await thread()
    const href = await ofThread(one)
    await picture(href)
    await kysely.updateTable('thread').set({ state: 'hidden' }).where('id', '=', one.id).execute()
    expect((await site.get(href)).status).toBe(404)
  })
})

test('no address makes it fail', async () => {
  for (const path of [
    `/card/thread/${'9'.repeat(3_000)}/0.png`,
    `/card/space/${'a'.repeat(3_000)}/0.png`,
    '/card/space/%E0%A4%A/0.png',
    '/card/space/%00/0.png',
    '/card/space/%F0%9F%8F%94/0.png',
    '/card/space/..%2F..%2Fetc/0.png',
    '/card/thread/1e3/0.png',
    '/card/thread/1/%3Csvg%3E.png',
    '/card/thread',
    '/card/people/1/0.png',
    '/card/site/0.png?size=9999999',
    '/card/site/0.png.data',
  ]) {
    const { status } = await site.get(path)
    expect([200, 202, 302, 400, 404], `${path}: ${status}`).toContain(status)
  }
})

test('while the database is away nobody is sent to the picture of another site', async () => {
  const href = await addressOf('/card/site')
  const one = await ofThread(await thread())
  await whileDatabaseIsAway(site.server.platform.databaseUrl, async () => {
    const answer = await site.get(one)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).not.toBeNull()
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    // What the process remembers of its settings may still do.
    const elsewhere = await site.get('/card/site/0.png')
    expect([302, 503]).toContain(elsewhere.status)
    expect([href, null]).toContain(elsewhere.headers.get('location'))
  })
  await expect.poll(async () => (await site.get(one)).status).toBe(200)
})

describe('the painter', () => {
  const pid = () => {
    const found = cards.painter()
    if (found === null) throw new Error('Nobody draws')
    return found
  }
  // There is one to be stopped.
  beforeEach(async () => void (await picture(await ofThread(await thread()))))

  test('that is killed has a successor for the next picture', async () => {
    const killed = pid()
    process.kill(killed, 'SIGKILL')
    await expect.poll(() => cards.painter()).not.toBe(killed)
    await picture(await ofThread(await thread()))
    expect(pid()).not.toBe(killed)
  })

  test(
    'that stands still gives way to another, and its picture to that of the site',
    { timeout: 20_000 },
    async () => {
      const href = await ofThread(await thread())
      const still = pid()
      process.kill(still, 'SIGSTOP')
      const answer = await site.get(href)
      expect(answer.status).toBe(302)
      expect(answer.headers.get('location')).toBe(await addressOf('/card/site'))
      expect(cards.painter()).not.toBe(still)
      await picture(href)
    },
  )

  test('that has too much to do says so at once, and goes on', { timeout: 30_000 }, async () => {
    const hrefs: string[] = []
    while (hrefs.length < 60) hrefs.push(await ofThread(await thread()))
    const busy = pid()
    process.kill(busy, 'SIGSTOP')
    const asked = hrefs.map((href) => site.get(href))
    const refused = await Promise.any(
      asked.map(async (one) => ((await one).status === 503 ? one : Promise.reject())),
    )
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    process.kill(busy, 'SIGCONT')
    const answers = await Promise.all(asked)
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    await picture(hrefs.at(-1) ?? '')
  })
})
