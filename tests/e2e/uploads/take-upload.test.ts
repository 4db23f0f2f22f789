import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeMember } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { formWith, signedIn, somePicture, uploaded } from '#tests/support/uploads.ts'

const site = await testSite(await atOwnAddress())
const db = site.db.kysely
const ann = await makeMember(db, { handle: 'ann', trust_level: 4 })
const asAnn = await signedIn(site, ann)

async function refusal(guest: Guest, form: FormData) {
  const answer = await guest.upload('/uploads.json', form)
  const { error } = (await answer.json()) as { error: { why: string; message: string } }
  return { status: answer.status, ...error }
}

test('a picture that a script sends is answered with what puts it into a post', async () => {
  const upload = await uploaded(
    asAnn,
    formWith(await somePicture(), 'My [photo].PNG', { alt: 'A [red] door' }),
  )
  expect(upload).toMatchObject({
    kind: 'picture',
    name: 'My [photo].PNG',
    alt: 'A [red] door',
    width: 300,
    height: 200,
  })
  expect(upload.markdown).toBe(`![A \\[red\\] door](/files/${upload.key}/300.jpg)`)
  expect(upload.blurhash).toHaveLength(28)
})

test('a plain form leads to the page with the line to copy, and says beside the field what is wrong', async () => {
  const sent = await asAnn.upload('/uploads', formWith('a,b\n1,2', 'numbers.csv'))
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/uploads'])
  expect(await (await asAnn.get('/uploads')).text()).toMatch(
    /value="\[numbers\.csv\]\(\/files\/[0-9a-f]{32}\/file\)"/,
  )
  const wrong = await asAnn.upload('/uploads', formWith('<svg/>', 'x.svg', { alt: 'kept words' }))
  const page = await wrong.text()
  expect(wrong.status).toBe(415)
  expect(page).toMatch(/id="file-error"[^>]*>.*You can upload: jpg, png, webp, gif, avif, pdf/)
  expect(page).toContain('value="kept words"')
})

test('visitors and suspended people upload nothing', async () => {
  const form = formWith(await somePicture(), 'x.png')
  expect((await guestOf(site).upload('/uploads.json', form)).status).toBe(403)
  const out = await makeMember(db, { handle: 'out' })
  await db
    .updateTable('member')
    .set({ suspended_until: new Date(Date.now() + 1e9) })
    .where('id', '=', out.id)
    .execute()
  expect((await (await signedIn(site, out)).upload('/uploads.json', form)).status).toBe(403)
  const foreign = await fetch(`${site.server.url}/uploads.json`, {
    method: 'POST',
    body: form,
    headers: {
      cookie: [...asAnn.cookies].map((pair) => pair.join('=')).join('; '),
      origin: 'https://evil.example',
    },
  })
  expect(foreign.status).toBe(403)
})

test.each([
  ['SVG called PNG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a.png', 415, 'kind'],
  ['HTML called PNG', '<html><script>alert(1)</script>', 'a.png', 415, 'kind'],
  ['a page', '<html>', 'a.html', 415, 'kind'],
  ['a program called text', 'MZ\0\0', 'a.txt', 415, 'kind'],
  ['a PNG by its first bytes alone', '\x89PNG\r\n\x1a\n<?php', 'a.png', 422, 'broken'],
  ['an empty file', '', 'a.png', 415, 'kind'],
])('%s is refused', async (_what, text, name, status, why) => {
  expect(await refusal(asAnn, formWith(Buffer.from(text, 'latin1'), name))).toMatchObject({ status, why })
})

test('a form without a file says so', async () => {
  const form = new FormData()
  form.set('alt', 'words')
  expect(await refusal(asAnn, form)).toMatchObject({ status: 422, why: 'missing' })
})

test('nothing that a picture refers to is fetched', async () => {
  let asked = 0
  const listener = createServer((_req, res) => res.end(String(++asked)))
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  afterAll(() => listener.close())
  const address = listener.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/x.png`
  for (const text of [
    `<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}"/></svg>`,
    `<?xml version="1.0"?><!DOCTYPE a SYSTEM "${url}"><a/>`,
    `push graphic-context\nfill 'url(${url})'`,
  ])
    for (const name of ['a.png', 'a.svg', 'a.mvg'])
      expect((await refusal(asAnn, formWith(text, name))).why).toBe('kind')
  expect(asked).toBe(0)
})

test('the same file again is the upload that is there; somebody else’s is their own', async () => {
  const bytes = await somePicture()
  const [first, again] = [
    await uploaded(asAnn, formWith(bytes, 'a.png')),
    await uploaded(asAnn, formWith(bytes, 'b.png')),
  ]
  expect(again.key).toBe(first.key)
  const ben = await signedIn(site, await makeMember(db, { handle: 'ben' }))
  expect((await uploaded(ben, formWith(bytes, 'a.png'))).key).not.toBe(first.key)
})

test('fifty at once take no more than the quota', { timeout: 60_000 }, async () => {
  const cal = await makeMember(db, { handle: 'cal', trust_level: 0 })
  const guest = await signedIn(site, cal)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      guest.upload('/uploads.json', formWith(`number ${at}`, `${at}.txt`)),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(10)
  expect(new Set(statuses)).toEqual(new Set([201, 429]))
  const { count } = await db
    .selectFrom('upload')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', cal.id)
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(10)
})

const many = (parts: number) => {
  const form = formWith('words', 'a.txt')
  for (let at = 0; at < parts; at++) form.append(`field${at}`, 'x')
  return form
}
const twoFiles = () => {
  const form = formWith('words', 'a.txt')
  form.append('file', new Blob(['more']), 'b.txt')
  return form
}
test.each([
  ['ten thousand parts', () => many(10_000), 400],
  ['two files', twoFiles, 400],
  ['a field of a megabyte', () => formWith('words', 'a.txt', { alt: 'x'.repeat(1_000_000) }), 413],
])('%s are refused', async (_what, form, status) => {
  expect((await asAnn.upload('/uploads.json', form())).status).toBe(status)
})

/** Sends bytes as they are; answers the first line that comes back, or how the connection was closed. */
function raw(head: string[], body: Iterable<string | Uint8Array>): Promise<string> {
  const { hostname, port } = new URL(site.server.url)
  const cookie = [...asAnn.cookies].map((pair) => pair.join('=')).join('; ')
  const { origin } = new URL(site.server.services.env.PUBLIC_URL)
  return new Promise((answered) => {
    const socket = connect(Number(port), hostname)
    socket.on('data', (data) => {
      answered(data.toString('latin1').split('\r\n', 1)[0] ?? '')
      socket.destroy()
    })
    socket.on('error', (error) => answered(String(error)))
    socket.write(
      [
        'POST /uploads.json HTTP/1.1',
        'Host: x',
        `Cookie: ${cookie}`,
        `Origin: ${origin}`,
        ...head,
        '',
        '',
      ].join('\r\n'),
    )
    const chunks = body[Symbol.iterator]()
    const more = () => {
      const { value, done } = chunks.next()
      if (!done && !socket.destroyed) socket.write(value, () => setImmediate(more))
    }
    more()
  })
}
const multipart = 'Content-Type: multipart/form-data; boundary=b'
const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

test('what says it is too large is refused before a byte of it is read', async () => {
  expect(await raw([multipart, 'Content-Length: 1000000000'], [])).toMatch(/ 413 /)
})

test('what does not say how large it is, is cut off where it is too large', { timeout: 60_000 }, async () => {
  function* endless() {
    yield chunked(part)
    const megabyte = chunked('x'.repeat(1_000_000))
    for (; sent < 200; sent++) yield megabyte
  }
  let sent = 0
  const before = process.memoryUsage.rss()
  expect(await raw([multipart, 'Transfer-Encoding: chunked'], endless())).toMatch(/ 413 |ECONNRESET|EPIPE/)
  expect(sent).toBeLessThan(60)
  expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000)
})

test.each([
  ['no boundary', 'Content-Type: multipart/form-data', 'x'],
  ['another type', 'Content-Type: application/json', '{}'],
  ['an end that comes too early', multipart, part],
  ['no parts at all', multipart, 'nothing'],
])('a form with %s is 400', async (_what, type, body) => {
  expect(await raw([type, `Content-Length: ${body.length}`], [body])).toMatch(/ 400 /)
})

test('nothing is left of what came in', async () => {
  expect(await readdir(join(site.server.services.env.GUILDHALL_DATA, 'incoming'))).toEqual([])
})
