import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { classifyLink, isImageAddress, parsePostAddress, parseThreadAddress } from './links.ts'

const SITE = 'https://forum.example'

describe('classifyLink', () => {
  it('tells where a link leads', () => {
    for (const href of [
      '/t/1',
      't/1',
      '#a',
      '?b',
      '',
      'https://forum.example',
      'HTTPS://FORUM.example:443/a',
    ]) {
      expect(classifyLink(href, SITE)).toBe('internal')
    }
    for (const href of [
      'http://forum.example',
      'https://forum.example:8443',
      'https://forum.example.evil.example',
    ]) {
      expect(classifyLink(href, SITE)).toBe('external')
    }
    expect(classifyLink('MailTo:a@b.example', SITE)).toBe('mail')
  })

  it('refuses what only looks like a link on the site, or carries a name', () => {
    for (const href of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\tscript:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,x',
      'blob:https://forum.example/x',
      'file:///etc/passwd',
      'ftp://a.example',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '//site.invalid/x',
      'https:evil.example',
      'https:/evil.example',
      'https:\\\\evil.example',
      'https://forum.example@evil.example',
      'https://a:b@forum.example',
      'https://',
      'https://[',
    ]) {
      expect(classifyLink(href, SITE), href).toBeNull()
    }
  })

  const wpt = fixturesPath('corpora/url/wpt/urltestdata.json')
  it.skipIf(!wpt)('agrees with the URL standard on where the addresses of its tests lead', () => {
    const cases = JSON.parse(readFileSync(wpt!, 'utf8')) as ({ input: string } | string)[]
    const inputs = cases.flatMap((entry) => (typeof entry === 'string' ? [] : [entry.input]))
    expect(inputs.length).toBeGreaterThan(800)
    for (const input of inputs) {
      const kind = classifyLink(input, SITE)
      for (const base of [`${SITE}/t/1/x`, 'http://forum.example/t/1/x']) {
        const url = URL.parse(input, base)
        if (kind === 'mail') expect(url?.protocol, input).toBe('mailto:')
        if (kind === 'external') expect(url?.protocol, input).toMatch(/^https?:$/)
        if (kind === 'internal') expect(url?.host, input).toBe('forum.example')
      }
    }
  })
})

describe('isImageAddress', () => {
  it('wants an address that loads', () => {
    for (const src of ['/a.png', 'a.png', 'https://a.example/b.png']) expect(isImageAddress(src)).toBe(true)
    for (const src of ['', 'mailto:a@b.example', 'data:image/png;base64,AA', '//a.example/b.png']) {
      expect(isImageAddress(src)).toBe(false)
    }
  })
})

describe('addresses of threads and posts', () => {
  it('are read with what follows the thread', () => {
    expect(parseThreadAddress('/t/12', SITE)).toEqual({ threadId: 12, rest: '' })
    expect(parseThreadAddress('/t/12/a-slug/', SITE)).toEqual({ threadId: 12, rest: '' })
    expect(parseThreadAddress('https://forum.example/t/12/a-slug/5?x=1#p', SITE)).toEqual({
      threadId: 12,
      rest: '/5?x=1#p',
    })
    expect(parseThreadAddress('/t/12/5', SITE)).toEqual({ threadId: 12, rest: '/5' })
    expect(parsePostAddress('/p/7', SITE)).toBe(7)
  })

  it('belong to this site, unless any will do', () => {
    expect(parseThreadAddress('https://other.example/t/12', SITE)).toBeNull()
    expect(parseThreadAddress('https://other.example/t/12', null)).toEqual({ threadId: 12, rest: '' })
    expect(parsePostAddress('//other.example/p/7', null)).toBeNull()
  })

  it('are nothing else', () => {
    for (const href of [
      '/t/',
      '/t/x',
      '/t/1/a/b',
      '/t/1/a/2/3',
      '/t/1234567890',
      '/x/t/1',
      '/p/7/8',
      '/p/x',
    ]) {
      expect(parseThreadAddress(href, SITE), href).toBeNull()
      expect(parsePostAddress(href, SITE), href).toBeNull()
    }
  })
})
